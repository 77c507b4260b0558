"""The catalogue's tables, its repositories and its search."""
