"""Keeping data and forgetting it: backups, their return, and what must never return with them."""
