"""The chain of each quarter by theme, and its double structures."""

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
    """
    CREATE TABLE {slot}.double_structures (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text NOT NULL,
        one_offer uuid NOT NULL,
        other_offer uuid NOT NULL,
        verdict text NOT NULL,
        proposal text NOT NULL,
        reasons text[] NOT NULL,
        state text NOT NULL
    )
    """,
    "CREATE INDEX ix_double_structures_network ON {slot}.double_structures (network, state)",
)


def upgrade() -> None:
    """Make the table; the service's new projection number fills it."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
