"""What working groups have brought about."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0008"
down_revision = "0007"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.group_results (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        working_group uuid NOT NULL,
        reached_on date NOT NULL,
        label text NOT NULL,
        meeting uuid
    )
    """,
)


def upgrade() -> None:
    """Make the table; the service's new projection number fills it."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
