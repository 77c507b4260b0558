"""Erasures and redactions need no table here: what remembers them stands outside the database, or a restored backup would forget it."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Change nothing."""
