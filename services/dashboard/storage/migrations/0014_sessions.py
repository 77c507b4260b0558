"""The sessions of the office's people."""

from alembic import op

from shared.identity.schema import session_statements

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table."""
    for statement in session_statements():
        op.execute(statement)
