"""Secret links to personal feeds, of which only the hash is kept."""

from alembic import op

revision = "0008"
down_revision = "0007"

FEEDS = (
    """
    CREATE TABLE feed_links (
        fingerprint bytea PRIMARY KEY,
        person uuid NOT NULL REFERENCES addresses ON DELETE CASCADE,
        created_at timestamptz NOT NULL
    )
    """,
    "CREATE INDEX ix_feed_links_person ON feed_links (person)",
)


def upgrade() -> None:
    """Make the table."""
    for statement in FEEDS:
        op.execute(statement)
