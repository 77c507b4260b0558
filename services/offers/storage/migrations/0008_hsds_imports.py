"""Which records of other directories were brought into which network, and what they said when they were last seen."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table; only hashes of what was said are kept."""
    op.execute(
        """
        CREATE TABLE hsds_imported (
            network text,
            source text,
            source_id text,
            offer uuid NOT NULL,
            seen text NOT NULL,
            written text NOT NULL,
            suggestion uuid,
            at timestamptz NOT NULL,
            PRIMARY KEY (network, source, source_id)
        )
        """
    )
