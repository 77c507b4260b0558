"""Decides at the moment of sending what is still true, and so what a mail says."""
