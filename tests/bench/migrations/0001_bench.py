"""The mechanism's tables and one projection, for the measured services and for the loops written by hand."""

from alembic import op

from shared.identity.schema import audit_statements, grants_statements
from shared.messaging.schema import consumer_statements, in_each_slot, log_statements

revision = "0001"
down_revision = None

OFFERS = """
CREATE TABLE {slot}.bench_offers (
    id uuid PRIMARY KEY, subject_version integer NOT NULL, title text NOT NULL, description text NOT NULL
)
"""


def upgrade() -> None:
    for statement in (
        *log_statements(),
        *consumer_statements(),
        *in_each_slot(OFFERS),
        *grants_statements(),
        *audit_statements(),
    ):
        op.execute(statement)
