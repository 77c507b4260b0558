"""Endpoints that are due are found in their order: each claim read and sorted all of them, and what was left of their former rows.

Neither a lease nor an event taken changes what the index holds.
"""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the index."""
    op.execute("CREATE INDEX ix_webhook_endpoints_due_at ON webhook_endpoints (due_at) WHERE state = 'active'")
