"""Leitbild and goals of networks, and the roll-out: templates, plans, told alarms, self-assessments."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "ALTER TABLE networks ADD COLUMN vision text, ADD COLUMN principles text[], ADD COLUMN goals jsonb",
    "CREATE TABLE rollout_templates (version integer PRIMARY KEY, phases jsonb NOT NULL)",
    """
    CREATE TABLE rollout_plans (
        network text PRIMARY KEY REFERENCES networks,
        version integer NOT NULL,
        round integer NOT NULL,
        reason text,
        template_version integer NOT NULL REFERENCES rollout_templates,
        started_on date NOT NULL,
        gates jsonb NOT NULL
    )
    """,
    """
    CREATE TABLE rollout_plan_history (
        network text NOT NULL REFERENCES rollout_plans,
        version integer NOT NULL,
        round integer NOT NULL,
        reason text,
        template_version integer NOT NULL,
        started_on date NOT NULL,
        gates jsonb NOT NULL,
        PRIMARY KEY (network, version)
    )
    """,
    "CREATE INDEX ix_rollout_plan_history_round ON rollout_plan_history (network, round, version DESC)",
    # The unique key is what makes an alarm be told once, however many processes look at the same day.
    """
    CREATE TABLE rollout_alarms (
        network text NOT NULL REFERENCES networks,
        round integer NOT NULL,
        phase text NOT NULL,
        version integer NOT NULL,
        kind text NOT NULL,
        planned_end date NOT NULL,
        PRIMARY KEY (network, round, phase, version),
        UNIQUE (network, round, phase, kind, planned_end)
    )
    """,
    """
    CREATE TABLE self_assessments (
        network text NOT NULL REFERENCES networks,
        year integer NOT NULL,
        version integer NOT NULL,
        scores jsonb NOT NULL,
        PRIMARY KEY (network, year)
    )
    """,
)


def upgrade() -> None:
    """Add to the networks and make the roll-out's tables."""
    for statement in STATEMENTS:
        op.execute(statement)
