"""Which project an offer belongs to: what would be missing if the project's money ended."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column; the service's new projection number fills it."""
    for statement in in_each_slot("ALTER TABLE {slot}.offers ADD COLUMN project uuid"):
        op.execute(statement)
