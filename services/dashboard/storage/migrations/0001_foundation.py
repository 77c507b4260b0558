"""The dashboard's first tables: projections of what the others tell, and two lists that survive a rebuild."""

from alembic import op

from shared.identity.schema import audit_statements, grants_statements
from shared.messaging.schema import consumer_statements, in_each_slot, log_statements

revision = "0001"
down_revision = None

PROJECTIONS = (
    """
    CREATE TABLE {slot}.areas (
        id text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        kind text NOT NULL,
        district text NOT NULL,
        valid_from integer NOT NULL,
        valid_to integer
    )
    """,
    """
    CREATE TABLE {slot}.networks (
        id text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        short_label text NOT NULL,
        sort_key text NOT NULL,
        status text NOT NULL,
        areas text[] NOT NULL,
        since date,
        restarted date,
        languages text[] NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.life_phases (
        key text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        min_months integer,
        max_months integer,
        place_in_order integer NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.partners (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        kind text NOT NULL,
        partner_type text NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.memberships (
        network text NOT NULL,
        partner uuid NOT NULL,
        subject_version integer NOT NULL,
        role text NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY (network, partner)
    )
    """,
    """
    CREATE TABLE {slot}.anchor_sites (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        network text,
        area text NOT NULL,
        address text
    )
    """,
    """
    CREATE TABLE {slot}.offers (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text NOT NULL,
        organisation uuid NOT NULL,
        title text NOT NULL,
        sort_key text NOT NULL,
        min_months integer,
        max_months integer,
        themes text[] NOT NULL,
        place text,
        cost_cents integer,
        bridge boolean NOT NULL,
        status text NOT NULL
    )
    """,
    "CREATE INDEX ix_offers_network ON {slot}.offers (network, status)",
    """
    CREATE TABLE {slot}.offer_announcements (
        offer uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text NOT NULL,
        notice_version integer NOT NULL,
        recipients integer CHECK (recipients >= 5)
    )
    """,
)

# Outside the slots: readers resume by `position`, so a rebuild must neither renumber nor repeat anything.
# `overtaken` is what a source told before it was restored to an earlier state.
ACTIVITY = (
    """
    CREATE TABLE activity (
        position bigint PRIMARY KEY CHECK (position > 0),
        source text NOT NULL,
        source_position bigint NOT NULL,
        event_id uuid NOT NULL,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        network text,
        title text,
        partner uuid,
        overtaken boolean NOT NULL DEFAULT false
    )
    """,
    "CREATE UNIQUE INDEX uq_activity_source ON activity (source, source_position) WHERE NOT overtaken",
    "CREATE TABLE activity_trimmed (source text PRIMARY KEY, source_position bigint NOT NULL)",
)

SOURCE_CONTACT = (
    "CREATE TABLE source_contact (source text PRIMARY KEY, heard_at timestamptz NOT NULL, head bigint NOT NULL)",
)


def upgrade() -> None:
    """Make everything the service needs."""
    mechanism = (*log_statements(), *consumer_statements(), *audit_statements(), *grants_statements())
    for statement in (*mechanism, *in_each_slot(*PROJECTIONS), *ACTIVITY, *SOURCE_CONTACT):
        op.execute(statement)
