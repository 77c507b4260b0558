"""The service's first tables: addresses, subscriptions, the ledger of mails, and what is known of offers and quarters."""

from alembic import op

from shared.identity.schema import audit_statements, grants_statements
from shared.messaging.schema import consumer_statements, in_each_slot, log_statements

revision = "0001"
down_revision = None

OWN = (
    """
    CREATE TABLE addresses (
        person uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        lookup bytea NOT NULL UNIQUE,
        sealed bytea,
        key_id text,
        created_at timestamptz NOT NULL,
        CHECK ((sealed IS NULL) = (key_id IS NULL))
    )
    """,
    """
    CREATE TABLE subscriptions (
        id uuid PRIMARY KEY,
        person uuid NOT NULL REFERENCES addresses ON DELETE CASCADE,
        networks text[] NOT NULL CHECK (cardinality(networks) > 0),
        birth_month date CHECK (extract(day FROM birth_month) = 1),
        min_months integer,
        max_months integer,
        themes text[] NOT NULL,
        languages text[] NOT NULL,
        text_language text NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'active', 'ended')),
        wording_version text NOT NULL,
        requested_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        ended_at timestamptz,
        CHECK (min_months < max_months),
        CHECK (state <> 'active' OR confirmed_at IS NOT NULL),
        CHECK ((state = 'ended') = (ended_at IS NOT NULL))
    )
    """,
    "CREATE INDEX ix_subscriptions_person ON subscriptions (person)",
    "CREATE INDEX ix_subscriptions_networks ON subscriptions USING gin (networks) WHERE state = 'active'",
    "CREATE INDEX ix_subscriptions_pending ON subscriptions (requested_at) WHERE state = 'pending'",
    """
    CREATE TABLE confirmations (
        fingerprint bytea PRIMARY KEY,
        subscription uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
    )
    """,
    "CREATE INDEX ix_confirmations_subscription ON confirmations (subscription)",
    # No foreign key to addresses: one offer becomes 100,000 rows, and each would lock its person's row.
    """
    CREATE TABLE deliveries (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        lane text NOT NULL CHECK (lane IN ('optin', 'notice')),
        kind text NOT NULL,
        person uuid NOT NULL,
        subscription uuid,
        offer uuid,
        notice_version integer,
        source text,
        event_position bigint,
        traceparent text,
        state text NOT NULL DEFAULT 'created' CHECK (state IN ('created', 'sending', 'accepted', 'failed', 'outdated')),
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL,
        accepted_at timestamptz,
        settled_at timestamptz,
        UNIQUE (offer, notice_version, person),
        CHECK ((lane = 'notice') = (offer IS NOT NULL AND notice_version IS NOT NULL))
    )
    """,
    "CREATE INDEX ix_deliveries_open ON deliveries (lane DESC, due_at) WHERE state IN ('created', 'sending')",
    "CREATE INDEX ix_deliveries_person ON deliveries (person, created_at)",
    "CREATE INDEX ix_deliveries_settled_at ON deliveries (settled_at) WHERE settled_at IS NOT NULL",
    """
    CREATE TABLE noticed_versions (
        offer uuid NOT NULL,
        notice_version integer NOT NULL,
        network text NOT NULL,
        noticed_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('matched', 'announced', 'too-old')),
        PRIMARY KEY (offer, notice_version)
    )
    """,
    "CREATE INDEX ix_noticed_versions_matched ON noticed_versions (noticed_at) WHERE state = 'matched'",
)

PROJECTED = (
    """
    CREATE TABLE {slot}.offers (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        source text NOT NULL,
        network text NOT NULL,
        title text NOT NULL,
        min_months integer,
        max_months integer,
        themes text[] NOT NULL,
        languages text[] NOT NULL,
        status text NOT NULL,
        notice_version integer NOT NULL,
        place_name text,
        schedule_text text
    )
    """,
    """
    CREATE TABLE {slot}.networks (
        id text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        short_label text NOT NULL,
        status text NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.life_phases (
        key text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        min_months integer,
        max_months integer,
        display_order integer NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Create everything."""
    for statement in (*log_statements(), *consumer_statements(), *grants_statements(), *audit_statements()):
        op.execute(statement)
    for statement in (*OWN, *in_each_slot(*PROJECTED)):
        op.execute(statement)
