"""The rules of subscribing and of being told, in plain Python."""
