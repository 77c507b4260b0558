"""Mails that ask whether an offer is still right; no address is kept, it is asked for when a mail is written."""

from alembic import op

revision = "0002"
down_revision = "0001"

RECHECKS = (
    """
    CREATE TABLE recheck_mails (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        offer uuid NOT NULL,
        confirmed_on date NOT NULL,
        stage text NOT NULL CHECK (stage IN ('owner', 'coordination')),
        network text NOT NULL,
        organisation uuid NOT NULL,
        title text NOT NULL,
        source text NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'no-address', 'outdated', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        UNIQUE (offer, confirmed_on, stage)
    )
    """,
    "CREATE INDEX ix_recheck_mails_due ON recheck_mails (due_at) WHERE state = 'waiting'",
)


def upgrade() -> None:
    """Make the table."""
    for statement in RECHECKS:
        op.execute(statement)
