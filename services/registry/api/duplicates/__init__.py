"""Duplicates among partners over HTTP: comparing, searching, the queue, merging and undoing."""
