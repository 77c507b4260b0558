"""Routes of an offer's versions."""
