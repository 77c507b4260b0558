"""What families looked for in vain, for the view of gaps."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0012"
down_revision = "0011"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.missed_searches (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text,
        words text NOT NULL,
        at_least integer NOT NULL
    )
    """,
    "CREATE INDEX ix_missed_searches_network ON {slot}.missed_searches (network, at_least DESC)",
)


def upgrade() -> None:
    """Make the table."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
