"""The portal's first tables: sessions, and the names the registry tells."""

from alembic import op

from shared.identity.schema import audit_statements, grants_statements, session_statements
from shared.messaging.schema import consumer_statements, in_each_slot, log_statements

revision = "0001"
down_revision = None

NAMES = (
    """
    CREATE TABLE {slot}.networks (
        id text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        short_label text NOT NULL,
        sort_key text NOT NULL,
        status text NOT NULL,
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
        website text
    )
    """,
    """
    CREATE TABLE {slot}.memberships (
        network text NOT NULL,
        partner uuid NOT NULL,
        subject_version integer NOT NULL,
        left_on date,
        PRIMARY KEY (network, partner)
    )
    """,
    "CREATE INDEX ix_memberships_partner ON {slot}.memberships (partner)",
)


def upgrade() -> None:
    """Make everything the service needs."""
    mechanism = (*log_statements(), *consumer_statements(), *audit_statements(), *grants_statements())
    for statement in (*mechanism, *session_statements(), *in_each_slot(*NAMES)):
        op.execute(statement)
