"""Names of quarters, phases and partners as the registry told them, and the sessions."""
