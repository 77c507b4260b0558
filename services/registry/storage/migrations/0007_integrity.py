"""The ids of partners that were removed, and what a working group has brought about."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    """
    CREATE TABLE removed_partners (
        id uuid PRIMARY KEY,
        removed_at timestamptz NOT NULL
    )
    """,
    """
    INSERT INTO removed_partners (id, removed_at)
    SELECT CAST(split_part(subject, '/', 2) AS uuid), min(time) FROM event_log
    WHERE type = 'de.infamilie.registry.partner-removed.v1' GROUP BY subject
    """,
    """
    CREATE TABLE group_results (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        "group" uuid NOT NULL REFERENCES working_groups,
        reached_on date NOT NULL,
        label text NOT NULL,
        text text NOT NULL,
        meeting uuid REFERENCES meetings
    )
    """,
    'CREATE INDEX ix_group_results_group_reached_on ON group_results ("group", reached_on, id)',
)


def upgrade() -> None:
    """Make the tables; what was removed before, the log knows."""
    for statement in STATEMENTS:
        op.execute(statement)
