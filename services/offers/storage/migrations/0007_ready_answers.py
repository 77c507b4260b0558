"""Beside each published offer's search document: what everybody reads of it, so that answers are put together from what stands ready."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; the documents are made anew by their new DERIVATION."""
    op.execute("ALTER TABLE search_documents ADD COLUMN shown jsonb NOT NULL DEFAULT '{}'")
