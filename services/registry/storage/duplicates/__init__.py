"""Keys by which duplicates are found, the queue of pairs, and what merges moved."""
