"""Keeping the chains of the quarters, and asking what would be."""
