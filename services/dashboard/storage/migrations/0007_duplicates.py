"""Which partner is an alias of which other one."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0007"
down_revision = "0006"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.partner_aliases (
        partner uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        stands_for uuid NOT NULL,
        undone boolean NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Make the table; the service's new projection number fills it."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
