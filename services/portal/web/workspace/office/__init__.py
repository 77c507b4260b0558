"""The prevention office's desk: what is done for all quarters."""
