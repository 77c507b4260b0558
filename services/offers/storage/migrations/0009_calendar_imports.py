"""Which events of partners' calendars stand in which offer, so that an import done again changes only what is new."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table; of a UID its hash is kept, for it may be a mail address."""
    op.execute(
        """
        CREATE TABLE calendar_imported (
            offer uuid,
            source text,
            event text,
            sequence integer NOT NULL,
            said jsonb NOT NULL,
            PRIMARY KEY (offer, source, event)
        )
        """
    )
