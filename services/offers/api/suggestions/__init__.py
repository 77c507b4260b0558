"""Routes of proposed changes."""
