"""The tables of this package as SQL, for the migrations of the services that need them."""

from collections.abc import Iterator

from shared.messaging.schema import in_each_slot

GRANTS = (
    """
    CREATE TABLE {slot}.grants (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        account varchar(32) NOT NULL,
        role varchar(20) NOT NULL,
        network varchar(60),
        organisation uuid,
        valid_from timestamptz NOT NULL,
        valid_until timestamptz,
        withdrawn boolean NOT NULL DEFAULT false
    )
    """,
    "CREATE INDEX ix_grants_account ON {slot}.grants (account)",
)

AUDIT_TRAIL = (
    """
    CREATE TABLE audit_trail (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        account varchar(32) NOT NULL,
        action varchar(80) NOT NULL,
        subject_kind varchar(80) NOT NULL,
        subject_id varchar(200) NOT NULL,
        before jsonb,
        after jsonb
    )
    """,
    "CREATE INDEX ix_audit_trail_at ON audit_trail (at)",
    "CREATE INDEX ix_audit_trail_subject ON audit_trail (subject_kind, subject_id, number)",
)

SESSIONS = (
    """
    CREATE TABLE sessions (
        key bytea PRIMARY KEY,
        account varchar(32) NOT NULL,
        sealed bytea NOT NULL,
        access_expires_at timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL
    )
    """,
    "CREATE INDEX ix_sessions_seen_at ON sessions (seen_at)",
)


def grants_statements() -> Iterator[str]:
    """Yield the DDL of the grants' projection, in both slots."""
    yield from in_each_slot(*GRANTS)


def audit_statements() -> Iterator[str]:
    """Yield the DDL of the audit trail; the service's role needs SELECT, INSERT and, for retention, DELETE."""
    yield from AUDIT_TRAIL


def session_statements() -> Iterator[str]:
    """Yield the DDL of a site's sessions."""
    yield from SESSIONS
