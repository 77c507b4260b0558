"""Offers that are bridges by links are found quickly: the chains of a bridge depend on the offers that it names."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the index; there are few of them."""
    op.execute("CREATE INDEX ix_offers_with_bridges ON offers (id) WHERE details -> 'bridges' <> '[]'")
