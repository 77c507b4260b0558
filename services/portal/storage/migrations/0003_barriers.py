"""Barriers that people have told us of: words and a day, nothing about who wrote them."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.execute(
        """
        CREATE TABLE barriers (
            id uuid PRIMARY KEY,
            told_at timestamptz NOT NULL,
            path text NOT NULL,
            text text NOT NULL
        )
        """
    )
    op.execute("CREATE INDEX ix_barriers_told_at ON barriers (told_at, id)")
