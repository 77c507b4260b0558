"""What the office sees of the roll-out: template, plans, gates that are due, self-assessments."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0003"
down_revision = "0002"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.rollout_templates (
        key text PRIMARY KEY,
        subject_version integer NOT NULL,
        phases jsonb NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.rollout_plans (
        network text PRIMARY KEY,
        subject_version integer NOT NULL,
        round integer NOT NULL,
        template_version integer NOT NULL,
        started_on date NOT NULL,
        gates jsonb NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.gate_alarms (
        network text NOT NULL,
        round integer NOT NULL,
        phase text NOT NULL,
        subject_version integer NOT NULL,
        planned_end date NOT NULL,
        is_overdue boolean NOT NULL,
        PRIMARY KEY (network, round, phase)
    )
    """,
    """
    CREATE TABLE {slot}.self_assessments (
        network text NOT NULL,
        year integer NOT NULL,
        subject_version integer NOT NULL,
        scores jsonb NOT NULL,
        PRIMARY KEY (network, year)
    )
    """,
)


def upgrade() -> None:
    """Make the tables in each slot."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
