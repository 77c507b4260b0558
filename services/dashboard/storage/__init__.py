"""The dashboard's own database: projections, the list of what happened, and when each source was last heard."""
