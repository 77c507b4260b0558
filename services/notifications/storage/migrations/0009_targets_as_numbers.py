"""Whom matching asks, in one index: names as numbers, and nothing where all are meant, so that an offer's readers stand side by side.

With names in the rows each reader was a page of its own: 70 ms for 6,000 of a million, and an index can't hold lists of names of any length.
"""

from alembic import op

revision = "0009"
down_revision = "0008"

TARGETS = (
    "CREATE TABLE terms (number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE)",
    "DROP TABLE subscription_targets",
    """
    CREATE TABLE subscription_targets (
        subscription uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
        person uuid NOT NULL,
        network integer,
        birth_month date,
        min_months integer,
        max_months integer,
        pace smallint NOT NULL,
        weekdays smallint NOT NULL,
        themes integer[],
        target_groups integer[],
        languages integer[],
        latitude double precision,
        longitude double precision,
        radius_metres integer,
        CHECK ((network IS NULL) <> (radius_metres IS NULL))
    )
    """,
    "CREATE INDEX ix_subscription_targets_subscription ON subscription_targets (subscription)",
    """
    CREATE INDEX ix_subscription_targets_network ON subscription_targets (network, birth_month)
    INCLUDE (person, pace, weekdays, themes, target_groups, languages, min_months, max_months) WHERE network IS NOT NULL
    """,
    """
    CREATE INDEX ix_subscription_targets_circle ON subscription_targets (birth_month)
    INCLUDE (latitude, longitude, radius_metres, person, pace, weekdays, themes, target_groups, languages, min_months, max_months)
    WHERE radius_metres IS NOT NULL
    """,
    "CREATE INDEX ix_subscription_targets_birth_month ON subscription_targets (birth_month) WHERE birth_month IS NOT NULL",
)

FILLED = (
    """
    INSERT INTO terms (name)
    SELECT DISTINCT unnest(networks || themes || target_groups || languages) AS name FROM subscriptions WHERE state = 'active' ORDER BY name
    """,
    """
    INSERT INTO subscription_targets (subscription, person, network, birth_month, min_months, max_months, pace, weekdays,
                                      themes, target_groups, languages)
    SELECT id, person, terms.number, birth_month, min_months, max_months,
           CASE pace WHEN 'at-once' THEN 0 WHEN 'daily' THEN 1 ELSE 2 END,
           (SELECT coalesce(sum(1 << (weekday - 1)), 0) FROM unnest(weekdays) AS weekday),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(themes)),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(target_groups)),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(languages))
    FROM subscriptions CROSS JOIN unnest(networks) AS network JOIN terms ON terms.name = network
    LEFT JOIN unnest(birth_months) AS birth_month ON true
    WHERE state = 'active' AND channel = 'e-mail' AND (account IS NULL OR 'offers' = ANY(topics))
    """,
    """
    INSERT INTO subscription_targets (subscription, person, birth_month, min_months, max_months, pace, weekdays,
                                      themes, target_groups, languages, latitude, longitude, radius_metres)
    SELECT id, person, birth_month, min_months, max_months,
           CASE pace WHEN 'at-once' THEN 0 WHEN 'daily' THEN 1 ELSE 2 END,
           (SELECT coalesce(sum(1 << (weekday - 1)), 0) FROM unnest(weekdays) AS weekday),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(themes)),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(target_groups)),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(languages)),
           latitude, longitude, radius_metres
    FROM subscriptions LEFT JOIN unnest(birth_months) AS birth_month ON true
    WHERE radius_metres IS NOT NULL AND state = 'active' AND channel = 'e-mail' AND (account IS NULL OR 'offers' = ANY(topics))
    """,
)


def upgrade() -> None:
    """Make the table anew and fill it from the subscriptions."""
    for statement in (*TARGETS, *FILLED):
        op.execute(statement)
