"""Addresses to which nothing is sent any more, because mails to them came back; and a ledger that forgets its readers."""

from alembic import op

revision = "0005"
down_revision = "0004"

BOUNCES = (
    """
    ALTER TABLE addresses
        ADD COLUMN suppressed_at timestamptz,
        ADD COLUMN bounces integer NOT NULL DEFAULT 0,
        ADD COLUMN bounced_at timestamptz
    """,
    # After 28 days a row still counts, but nobody knows whose it was.
    "ALTER TABLE deliveries ALTER COLUMN person DROP NOT NULL",
    "CREATE INDEX ix_addresses_key_id ON addresses (key_id)",
    "CREATE INDEX ix_addresses_suppressed_at ON addresses (suppressed_at) WHERE suppressed_at IS NOT NULL",
)


def upgrade() -> None:
    """Add the columns."""
    for statement in BOUNCES:
        op.execute(statement)
