"""The registry's first tables."""

from alembic import op

from shared.identity.schema import audit_statements
from shared.messaging.schema import consumer_statements, log_statements

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE life_phases (
        key text PRIMARY KEY,
        version integer NOT NULL,
        label text NOT NULL,
        min_months integer,
        max_months integer,
        "order" integer NOT NULL,
        CHECK (min_months < max_months)
    )
    """,
    """
    CREATE TABLE areas (
        id text PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        kind text NOT NULL,
        district text NOT NULL,
        valid_from integer NOT NULL,
        valid_to integer,
        latitude double precision,
        longitude double precision,
        population integer,
        CHECK (valid_from <= valid_to)
    )
    """,
    """
    CREATE TABLE networks (
        id text PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        short_label text NOT NULL,
        status text NOT NULL,
        since date,
        restarted date,
        languages text[] NOT NULL,
        latitude double precision,
        longitude double precision
    )
    """,
    """
    CREATE TABLE network_areas (
        network text NOT NULL REFERENCES networks,
        area text NOT NULL REFERENCES areas,
        place smallint NOT NULL,
        PRIMARY KEY (network, area)
    )
    """,
    """
    CREATE TABLE partners (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        kind text NOT NULL,
        partner_type text NOT NULL,
        parent uuid REFERENCES partners,
        description text NOT NULL,
        website text,
        CHECK (parent <> id)
    )
    """,
    "CREATE INDEX ix_partners_sort_key_id ON partners (sort_key, id)",
    "CREATE INDEX ix_partners_sort_key_trigrams ON partners USING gin (sort_key gin_trgm_ops)",
    """
    CREATE TABLE memberships (
        network text NOT NULL REFERENCES networks,
        partner uuid NOT NULL REFERENCES partners,
        version integer NOT NULL,
        role text NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY (network, partner),
        CHECK (joined_on <= left_on)
    )
    """,
    "CREATE INDEX ix_memberships_partner ON memberships (partner)",
    """
    CREATE TABLE membership_history (
        network text NOT NULL,
        partner uuid NOT NULL,
        version integer NOT NULL,
        role text NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY (network, partner, version),
        FOREIGN KEY (network, partner) REFERENCES memberships
    )
    """,
    """
    CREATE TABLE anchor_sites (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        network text REFERENCES networks,
        area text NOT NULL REFERENCES areas,
        site_type text NOT NULL,
        address text,
        latitude double precision,
        longitude double precision,
        operator uuid REFERENCES partners
    )
    """,
    """
    CREATE TABLE sources (
        source text PRIMARY KEY,
        version integer NOT NULL,
        feed_url text NOT NULL,
        networks text[] NOT NULL,
        speaks_for_the_rest boolean NOT NULL,
        since timestamptz NOT NULL,
        retired boolean NOT NULL
    )
    """,
    """
    CREATE TABLE grants (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        account varchar(32) NOT NULL,
        role varchar(20) NOT NULL,
        network varchar(60) REFERENCES networks,
        organisation uuid REFERENCES partners,
        valid_from timestamptz NOT NULL,
        valid_until timestamptz,
        withdrawn boolean NOT NULL DEFAULT false,
        CHECK (valid_from < valid_until)
    )
    """,
    "CREATE INDEX ix_grants_account ON grants (account)",
)


def upgrade() -> None:
    """Make the log, the slots, the audit trail and the registry's own tables."""
    for statement in (*log_statements(), *consumer_statements(), *audit_statements(), *STATEMENTS):
        op.execute(statement)
