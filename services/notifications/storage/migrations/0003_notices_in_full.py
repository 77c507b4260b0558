"""Wishes with places, several children, days and paces; and a ledger that holds every kind of notice (docs/decisions/0020)."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0003"
down_revision = "0002"

SUBSCRIPTIONS = (
    """
    ALTER TABLE subscriptions
        DROP CONSTRAINT subscriptions_networks_check,
        DROP CONSTRAINT subscriptions_state_check,
        ADD COLUMN birth_months date[] NOT NULL DEFAULT '{}',
        ADD COLUMN target_groups text[] NOT NULL DEFAULT '{}',
        ADD COLUMN weekdays smallint[] NOT NULL DEFAULT '{}',
        ADD COLUMN latitude double precision,
        ADD COLUMN longitude double precision,
        ADD COLUMN radius_metres integer CHECK (radius_metres > 0),
        ADD COLUMN pace text NOT NULL DEFAULT 'at-once' CHECK (pace IN ('at-once', 'daily', 'weekly')),
        ADD COLUMN channel text NOT NULL DEFAULT 'e-mail' CHECK (channel IN ('e-mail', 'feed')),
        ADD COLUMN account varchar(32),
        ADD COLUMN topics text[] NOT NULL DEFAULT '{}',
        ADD COLUMN paused_until date,
        ADD CHECK (state IN ('pending', 'active', 'paused', 'ended')),
        ADD CHECK ((latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL) = (radius_metres IS NULL)),
        ADD CHECK (cardinality(networks) > 0 OR latitude IS NOT NULL OR account IS NOT NULL),
        ADD CHECK ((account IS NULL) = (topics = '{}'))
    """,
    "UPDATE subscriptions SET birth_months = ARRAY[birth_month] WHERE birth_month IS NOT NULL",
    "ALTER TABLE subscriptions DROP COLUMN birth_month",
    "CREATE INDEX ix_subscriptions_account ON subscriptions (account) WHERE account IS NOT NULL",
    "CREATE INDEX ix_subscriptions_paused ON subscriptions (paused_until) WHERE state = 'paused'",
    "DROP INDEX ix_subscriptions_networks",
)

# A row for each quarter or circle and each child; `pace` is 0 at once, 1 daily, 2 weekly, `weekdays` has a bit for each day from Monday on.
TARGETS = (
    """
    CREATE TABLE subscription_targets (
        subscription uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
        person uuid NOT NULL,
        network text,
        circle box,
        latitude double precision,
        longitude double precision,
        radius_metres integer,
        birth_month date,
        min_months integer,
        max_months integer,
        pace smallint NOT NULL,
        weekdays smallint NOT NULL,
        themes text[] NOT NULL,
        target_groups text[] NOT NULL,
        languages text[] NOT NULL,
        CHECK ((network IS NULL) <> (circle IS NULL))
    )
    """,
    "CREATE INDEX ix_subscription_targets_subscription ON subscription_targets (subscription)",
    "CREATE INDEX ix_subscription_targets_network ON subscription_targets (network, birth_month) WHERE network IS NOT NULL",
    "CREATE INDEX ix_subscription_targets_circle ON subscription_targets USING gist (circle) WHERE circle IS NOT NULL",
    "CREATE INDEX ix_subscription_targets_birth_month ON subscription_targets (birth_month) WHERE birth_month IS NOT NULL",
    """
    INSERT INTO subscription_targets (subscription, person, network, birth_month, min_months, max_months, pace, weekdays,
                                      themes, target_groups, languages)
    SELECT id, person, network, birth_month, min_months, max_months, 0, 0, themes, target_groups, languages
    FROM subscriptions CROSS JOIN unnest(networks) AS network LEFT JOIN unnest(birth_months) AS birth_month ON true
    WHERE state = 'active'
    """,
)

LEDGER = (
    """
    ALTER TABLE deliveries
        DROP CONSTRAINT deliveries_lane_check,
        DROP CONSTRAINT deliveries_state_check,
        DROP CONSTRAINT deliveries_check,
        ADD COLUMN channel text NOT NULL DEFAULT 'e-mail',
        ADD COLUMN pace text NOT NULL DEFAULT 'at-once',
        ADD COLUMN not_before timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN digest uuid,
        ADD COLUMN topic uuid,
        ADD COLUMN about jsonb,
        ADD CHECK (lane IN ('optin', 'urgent', 'notice')),
        ADD CHECK (state IN ('created', 'bundled', 'sending', 'accepted', 'delivered', 'bounced', 'failed', 'outdated')),
        ADD CHECK ((offer IS NULL) = (notice_version IS NULL)),
        ADD CHECK ((state = 'bundled') <= (digest IS NOT NULL))
    """,
    "UPDATE deliveries SET not_before = created_at",
    "CREATE UNIQUE INDEX uq_deliveries_topic ON deliveries (topic, person) WHERE topic IS NOT NULL",
    "ALTER TABLE noticed_versions ADD COLUMN kind text NOT NULL DEFAULT 'new-offer', ADD COLUMN sides text[] NOT NULL DEFAULT '{}'",
    "CREATE INDEX ix_deliveries_digest ON deliveries (digest) WHERE state = 'bundled'",
)

PROJECTED = (
    """
    ALTER TABLE {slot}.offers
        ADD COLUMN target_groups text[] NOT NULL DEFAULT '{}',
        ADD COLUMN weekdays smallint NOT NULL DEFAULT 0,
        ADD COLUMN latitudes double precision[] NOT NULL DEFAULT '{}',
        ADD COLUMN longitudes double precision[] NOT NULL DEFAULT '{}'
    """,
)


def upgrade() -> None:
    """Widen subscriptions, ledger and projection; fill the targets."""
    for statement in (*SUBSCRIPTIONS, *TARGETS, *LEDGER, *in_each_slot(*PROJECTED)):
        op.execute(statement)
