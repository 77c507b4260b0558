"""Partners' endpoints, and what they are told; an endpoint has a place in the row of events instead of a row for each event."""

from alembic import op

revision = "0007"
down_revision = "0006"

WEBHOOKS = (
    """
    CREATE TABLE webhook_events (
        position bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
        id uuid NOT NULL UNIQUE,
        network text NOT NULL,
        type text NOT NULL,
        body text NOT NULL,
        at timestamptz NOT NULL
    )
    """,
    """
    CREATE TABLE webhook_endpoints (
        id uuid PRIMARY KEY,
        organisation uuid NOT NULL,
        url text NOT NULL,
        networks text[] NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'disabled')),
        secret bytea NOT NULL,
        former_secret bytea,
        former_until timestamptz,
        position bigint NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        leased_until timestamptz,
        failing_since timestamptz,
        last_status text,
        succeeded_at timestamptz,
        created_at timestamptz NOT NULL
    ) WITH (fillfactor = 50)
    """,
    "CREATE INDEX ix_webhook_endpoints_organisation ON webhook_endpoints (organisation)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in WEBHOOKS:
        op.execute(statement)
