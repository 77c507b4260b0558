"""The mechanism's tables, a projection, and a ledger of effects that would show a doubled one."""

from alembic import op

from shared.identity.schema import audit_statements, grants_statements
from shared.messaging.schema import consumer_statements, in_each_slot, log_statements

revision = "0001"
down_revision = None

OFFERS = "CREATE TABLE {slot}.small_offers (id uuid PRIMARY KEY, subject_version integer NOT NULL, title text NOT NULL)"


def upgrade() -> None:
    for statement in (
        *log_statements(),
        *consumer_statements(),
        *in_each_slot(OFFERS),
        *grants_statements(),
        *audit_statements(),
    ):
        op.execute(statement)
    op.execute("CREATE TABLE effects (source text NOT NULL, position bigint NOT NULL, event_id uuid NOT NULL)")
