"""Keeping the catalogue true: asking, confirming, counting."""
