"""Words that the office or a quarter has chosen for notices; every version stays."""

from alembic import op

revision = "0010"
down_revision = "0009"

WORDINGS = (
    """
    CREATE TABLE wordings (
        network text,
        kind text NOT NULL,
        language text NOT NULL,
        version integer NOT NULL,
        subject text,
        opening text,
        closing text,
        changed_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        UNIQUE NULLS NOT DISTINCT (network, kind, language, version)
    )
    """,
)


def upgrade() -> None:
    """Make the table."""
    for statement in WORDINGS:
        op.execute(statement)
