"""A quarter's desk: what its coordination does."""
