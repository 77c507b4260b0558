"""How fresh each network's offers are."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0010"
down_revision = "0008"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.network_freshness (
        network text PRIMARY KEY,
        subject_version integer NOT NULL,
        published integer NOT NULL,
        fresh integer NOT NULL,
        overdue integer NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.rechecks (
        offer uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text NOT NULL,
        organisation uuid NOT NULL,
        stage text NOT NULL,
        confirmed_on date NOT NULL,
        due_on date NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Make the tables; the service's new projection number fills them."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
