"""Contact points and where they are shown."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0013"
down_revision = "0012"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.contact_points (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        network text,
        organisation uuid,
        uses jsonb NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Make the table."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
