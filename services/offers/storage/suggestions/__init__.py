"""Reads and writes suggestions."""
