"""The catalogue's first tables: offers with their search indexes, and what the registry tells about its neighbours."""

from alembic import op

from shared.identity.schema import audit_statements, grants_statements
from shared.messaging.schema import consumer_statements, in_each_slot, log_statements

revision = "0001"
down_revision = None

# Trusted extensions: the database's owner may make them where the provisioning has not.
EXTENSIONS = (
    "CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public",
)

# Accents first, then German stems: Cafés, Café and cafe are one word.
SEARCH_CONFIGURATION = (
    "CREATE TEXT SEARCH CONFIGURATION public.infamilie (COPY = pg_catalog.german)",
    """
    ALTER TEXT SEARCH CONFIGURATION public.infamilie
        ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.german_stem
    """,
)

OFFERS = (
    """
    CREATE TABLE offers (
        id uuid PRIMARY KEY,
        version integer NOT NULL CHECK (version > 0),
        network text NOT NULL,
        organisation uuid NOT NULL,
        title text NOT NULL,
        description text NOT NULL,
        min_months integer,
        max_months integer,
        themes text[] NOT NULL,
        languages text[] NOT NULL,
        place jsonb,
        schedule_text text,
        dates jsonb NOT NULL,
        cost_cents integer CHECK (cost_cents >= 0),
        bridge boolean NOT NULL,
        status text NOT NULL CHECK (status IN ('draft', 'published', 'ended')),
        notice_version integer NOT NULL CHECK (notice_version >= 0),
        changed_at timestamptz NOT NULL,
        sort_key text NOT NULL,
        words text NOT NULL,
        ages int4range NOT NULL GENERATED ALWAYS AS (int4range(min_months, max_months)) STORED CHECK (NOT isempty(ages)),
        search tsvector NOT NULL GENERATED ALWAYS AS (
            to_tsvector('public.infamilie', title || ' ' || description || ' ' || words)
        ) STORED
    )
    """,
    "CREATE INDEX ix_offers_list ON offers (status, sort_key, id)",
    "CREATE INDEX ix_offers_network ON offers (network, status, sort_key, id)",
    "CREATE INDEX ix_offers_organisation ON offers (organisation)",
    "CREATE INDEX ix_offers_ages ON offers USING gist (ages)",
    "CREATE INDEX ix_offers_themes ON offers USING gin (themes)",
    "CREATE INDEX ix_offers_languages ON offers USING gin (languages)",
    "CREATE INDEX ix_offers_search ON offers USING gin (search)",
    "CREATE INDEX ix_offers_words ON offers USING gin (words public.gin_trgm_ops)",
)

NEIGHBOURS = (
    "CREATE TABLE {slot}.known_networks (id text PRIMARY KEY, subject_version integer NOT NULL)",
    "CREATE TABLE {slot}.known_partners (id uuid PRIMARY KEY, subject_version integer NOT NULL)",
    """
    CREATE TABLE {slot}.known_memberships (
        network text NOT NULL,
        partner uuid NOT NULL,
        subject_version integer NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY (network, partner)
    )
    """,
    """
    CREATE TABLE {slot}.known_life_phases (
        key text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        min_months integer,
        max_months integer,
        place_in_order integer NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Make everything the service needs."""
    mechanism = (*log_statements(), *consumer_statements(), *audit_statements(), *grants_statements())
    for statement in (*mechanism, *EXTENSIONS, *SEARCH_CONFIGURATION, *OFFERS, *in_each_slot(*NEIGHBOURS)):
        op.execute(statement)
