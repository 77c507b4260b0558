"""The mechanism's tables, a projection, and a ledger of effects that would show a doubled one."""

from alembic import op

from shared.messaging.schema import consumer_statements, in_each_slot, log_statements

revision = "0001"
down_revision = None

GRANTS = """
CREATE TABLE {slot}.grants (
    id uuid PRIMARY KEY, subject_version integer NOT NULL, account text NOT NULL, role text NOT NULL, network text,
    organisation uuid, valid_from timestamptz NOT NULL, valid_until timestamptz, withdrawn boolean NOT NULL
)
"""
OFFERS = "CREATE TABLE {slot}.small_offers (id uuid PRIMARY KEY, subject_version integer NOT NULL, title text NOT NULL)"


def upgrade() -> None:
    for statement in (*log_statements(), *consumer_statements(), *in_each_slot(GRANTS, OFFERS)):
        op.execute(statement)
    op.execute("CREATE TABLE effects (source text NOT NULL, position bigint NOT NULL, event_id uuid NOT NULL)")
