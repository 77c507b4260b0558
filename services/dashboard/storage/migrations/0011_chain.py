"""The chain of each quarter by theme."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0011"
down_revision = "0010"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.chains (
        network text,
        theme text,
        subject_version integer NOT NULL,
        offers integer NOT NULL,
        hole_months integer NOT NULL,
        thin_months integer NOT NULL,
        unsecured_transitions integer NOT NULL,
        state jsonb NOT NULL,
        PRIMARY KEY (network, theme)
    )
    """,
)


def upgrade() -> None:
    """Make the table; the service's new projection number fills it."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
