"""The mechanism's tables, a projection, and the effects: without a key, so that a doubled one would show."""

from alembic import op

from shared.identity.schema import audit_statements, grants_statements
from shared.messaging.schema import consumer_statements, in_each_slot, log_statements

revision = "0001"
down_revision = None

OWN = (
    "CREATE TABLE {slot}.seen_offers (id uuid PRIMARY KEY, subject_version integer NOT NULL, title text NOT NULL)",
    "CREATE TABLE {slot}.effects (source text NOT NULL, position bigint NOT NULL, event_id uuid NOT NULL)",
)


def upgrade() -> None:
    for statement in (
        *log_statements(),
        *consumer_statements(),
        *grants_statements(),
        *audit_statements(),
        *in_each_slot(*OWN),
    ):
        op.execute(statement)
