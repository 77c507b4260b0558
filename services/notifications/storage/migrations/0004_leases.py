"""A lease stands in a column of its own that no index knows, so that claiming a mail writes a row and no index (a "HOT" update).

For the same reason nothing that changes while a mail is open may stand in an index's condition, half of each page is left for the
second version of its rows, and settled mails are found by a summary (BRIN), for they settle in the order of time.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

LEASES = (
    "ALTER TABLE deliveries ADD COLUMN leased_until timestamptz, ADD COLUMN status text",
    "ALTER TABLE deliveries SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05)",
    "DROP INDEX ix_deliveries_open, ix_deliveries_settled_at",
    "CREATE INDEX ix_deliveries_open ON deliveries (lane, due_at) WHERE settled_at IS NULL AND digest IS NULL",
    "DROP INDEX ix_deliveries_digest",
    "CREATE INDEX ix_deliveries_digest ON deliveries (digest) WHERE settled_at IS NULL AND digest IS NOT NULL",
    "CREATE INDEX ix_deliveries_settled_at ON deliveries USING brin (settled_at)",
)


def upgrade() -> None:
    """Add the columns and change the indexes."""
    for statement in LEASES:
        op.execute(statement)
