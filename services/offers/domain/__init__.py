"""The rules of an offer's life, in plain Python."""
