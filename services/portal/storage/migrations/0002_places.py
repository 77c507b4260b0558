"""The known places of a quarter, from which families choose what is near, and where quarters lie on a map."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0002"
down_revision = "0001"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.anchor_sites (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text,
        label text NOT NULL,
        sort_key text NOT NULL,
        address text,
        latitude double precision,
        longitude double precision
    )
    """,
    "CREATE INDEX ix_anchor_sites_network ON {slot}.anchor_sites (network)",
    "ALTER TABLE {slot}.networks ADD COLUMN latitude double precision, ADD COLUMN longitude double precision",
)


def upgrade() -> None:
    """Add them; the service's new projection number fills them."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
