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
)


def upgrade() -> None:
    """Make the tables; what was removed before, the log knows."""
    for statement in STATEMENTS:
        op.execute(statement)
