"""The HTTP interface that the portal calls; credentials of families come in bodies, never in addresses."""
