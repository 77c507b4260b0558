"""Reads and writes what is due for a re-check, and the figures."""
