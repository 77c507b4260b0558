"""How long an offer counts as known to be right."""
