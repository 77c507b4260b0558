"""The list of what happened becomes a projection: after a source was restored, a rebuild leaves no row of a lost history.

The positions that readers resume by stay outside: they go on growing whatever is rebuilt.
"""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0002"
down_revision = "0001"

# `position` is empty in a slot that is being rebuilt: what readers were told keeps its position at the swap, the rest is numbered then.
IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.activity (
        event_id uuid PRIMARY KEY,
        position bigint UNIQUE CHECK (position > 0),
        source text NOT NULL,
        source_position bigint NOT NULL,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        network text,
        title text,
        partner uuid
    )
    """,
)
COUNTER = (
    (
        "CREATE TABLE activity_counter (the_only boolean PRIMARY KEY DEFAULT true CHECK (the_only), position bigint NOT NULL)"
        " WITH (fillfactor = 50)"
    ),
    "INSERT INTO activity_counter (position) SELECT coalesce(max(position), 0) FROM activity",
    "DROP TABLE activity",
    "DROP TABLE activity_trimmed",
    "CREATE TABLE activity_trimmed (source text PRIMARY KEY, source_position bigint NOT NULL, at timestamptz NOT NULL)",
)


def upgrade() -> None:
    """Replace the list; the service's new projection number fills it again."""
    for statement in (*in_each_slot(*IN_EACH_SLOT), *COUNTER):
        op.execute(statement)
