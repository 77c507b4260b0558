"""Keeping documents."""
