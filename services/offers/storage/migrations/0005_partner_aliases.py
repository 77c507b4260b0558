"""Which organisation is an alias of which other one: offers of the one are those of the other."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0005"
down_revision = "0004"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.partner_aliases (
        partner uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        stands_for uuid NOT NULL,
        undone boolean NOT NULL
    )
    """,
    "CREATE INDEX ix_partner_aliases_stands_for ON {slot}.partner_aliases (stands_for) WHERE NOT undone",
)


def upgrade() -> None:
    """Make the table; the service's new projection number fills it."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
