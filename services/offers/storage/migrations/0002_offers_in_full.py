"""The offer in full: details beside the searched columns, versions, re-checks, suggestions.

Expands only: a release that knows nothing of the new columns goes on writing; `place` and `cost_cents` stay filled for it.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

OFFERS = (
    """
    ALTER TABLE offers
        ADD COLUMN details jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN kind text NOT NULL DEFAULT 'other',
        ADD COLUMN target_groups text[] NOT NULL DEFAULT '{}',
        ADD COLUMN project uuid,
        ADD COLUMN funding_ends_on date,
        ADD COLUMN confirmed_on date,
        ADD COLUMN publish_at timestamptz,
        ADD COLUMN sent_back_because text,
        DROP CONSTRAINT offers_status_check,
        ADD CONSTRAINT offers_status_check
            CHECK (status IN ('draft', 'in-review', 'published', 'paused', 'ended'))
    """,
    "UPDATE offers SET confirmed_on = (changed_at AT TIME ZONE 'Europe/Berlin')::date WHERE status <> 'draft'",
    "CREATE INDEX ix_offers_publish_at ON offers (publish_at) WHERE publish_at IS NOT NULL",
    "CREATE INDEX ix_offers_confirmed_on ON offers (confirmed_on) WHERE status = 'published'",
    "CREATE INDEX ix_offers_target_groups ON offers USING gin (target_groups)",
    "CREATE INDEX ix_offers_project ON offers (project) WHERE project IS NOT NULL",
)

HISTORY = (
    """
    CREATE TABLE offer_versions (
        offer uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        status text NOT NULL,
        action text NOT NULL,
        content jsonb NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (offer, version)
    )
    """,
)

FRESHNESS = (
    """
    CREATE TABLE offer_kinds (
        key text PRIMARY KEY,
        version integer NOT NULL CHECK (version > 0),
        label text NOT NULL,
        recheck_after_days integer NOT NULL CHECK (recheck_after_days BETWEEN 7 AND 1000),
        escalate_after_days integer NOT NULL CHECK (escalate_after_days BETWEEN 1 AND 365)
    )
    """,
    """
    INSERT INTO offer_kinds (key, version, label, recheck_after_days, escalate_after_days) VALUES
        ('other', 1, 'Sonstiges', 180, 21),
        ('open_group', 1, 'Offener Treff', 180, 21),
        ('course', 1, 'Kurs', 90, 14),
        ('counselling', 1, 'Beratung', 365, 28),
        ('event', 1, 'Veranstaltung', 60, 14),
        ('service', 1, 'Dauerhafte Einrichtung', 365, 28)
    """,
    """
    CREATE TABLE rechecks (
        offer uuid PRIMARY KEY,
        confirmed_on date NOT NULL,
        stage text NOT NULL CHECK (stage IN ('owner', 'coordination')),
        told_on date NOT NULL
    )
    """,
    """
    CREATE TABLE recheck_links (
        fingerprint bytea PRIMARY KEY,
        offer uuid NOT NULL,
        valid_until timestamptz NOT NULL
    )
    """,
    "CREATE INDEX ix_recheck_links_valid_until ON recheck_links (valid_until)",
    """
    CREATE TABLE network_freshness (
        network text PRIMARY KEY,
        version integer NOT NULL CHECK (version > 0),
        published integer NOT NULL,
        fresh integer NOT NULL,
        overdue integer NOT NULL
    )
    """,
)

SUGGESTIONS = (
    """
    CREATE TABLE suggestions (
        id uuid PRIMARY KEY,
        version integer NOT NULL CHECK (version > 0),
        offer uuid NOT NULL,
        text text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'accepted', 'declined')),
        answer text,
        fingerprint bytea NOT NULL UNIQUE,
        made_at timestamptz NOT NULL,
        answered_at timestamptz
    )
    """,
    "CREATE INDEX ix_suggestions_offer ON suggestions (offer, state, made_at, id)",
)


def upgrade() -> None:
    """Add what an offer in full needs."""
    for statement in (*OFFERS, *HISTORY, *FRESHNESS, *SUGGESTIONS):
        op.execute(statement)
