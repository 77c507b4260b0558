"""Steps of imports that are taken while nobody waits for them, and how the last of them was refused."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table."""
    op.execute(
        """
        CREATE TABLE import_steps (
            import uuid PRIMARY KEY REFERENCES imports ON DELETE CASCADE,
            wanted text NOT NULL,
            expected integer NOT NULL,
            account text NOT NULL,
            asked_at timestamptz NOT NULL,
            refused jsonb
        )
        """
    )
