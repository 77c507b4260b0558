"""The tables of the mechanism, as SQL for each service's first migration: explicit, and the same in every service."""

from collections.abc import Iterator

SLOTS = ("projection_a", "projection_b")

LOG = (
    """
    CREATE TABLE event_log (
        position bigint PRIMARY KEY CHECK (position > 0),
        id uuid NOT NULL UNIQUE,
        type text NOT NULL,
        subject text NOT NULL,
        subject_version integer NOT NULL,
        network text,
        time timestamptz NOT NULL,
        body json NOT NULL
    )
    """,
    "CREATE TABLE log_identity (the_only boolean PRIMARY KEY DEFAULT true CHECK (the_only), epoch text NOT NULL)",
    "INSERT INTO log_identity (epoch) VALUES (replace(gen_random_uuid()::text, '-', ''))",
)

CONSUMER = (
    *(f"CREATE SCHEMA {slot}" for slot in SLOTS),
    """
    CREATE TABLE projection_slot (
        the_only boolean PRIMARY KEY DEFAULT true CHECK (the_only),
        live text NOT NULL DEFAULT 'projection_a',
        number integer NOT NULL DEFAULT 0
    )
    """,
    "INSERT INTO projection_slot DEFAULT VALUES",
    """
    CREATE TABLE dead_letters (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        source text NOT NULL,
        position bigint NOT NULL,
        event_id text NOT NULL,
        type text NOT NULL,
        reason text NOT NULL,
        error text NOT NULL,
        body text NOT NULL,
        parked_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'parked' CHECK (state IN ('parked', 'replayed', 'superseded', 'dropped')),
        settled_at timestamptz,
        UNIQUE (source, event_id)
    )
    """,
)

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.checkpoint (
        source text PRIMARY KEY,
        epoch text NOT NULL,
        position bigint NOT NULL,
        event_id uuid
    ) WITH (fillfactor = 50)
    """,
    """
    CREATE TABLE {slot}.announced_sources (
        source text PRIMARY KEY,
        subject_version integer NOT NULL,
        feed_url text NOT NULL,
        networks text[] NOT NULL,
        speaks_for_the_rest boolean NOT NULL,
        since timestamptz NOT NULL,
        retired boolean NOT NULL
    )
    """,
)


def log_statements() -> Iterator[str]:
    """Yield the DDL of an event log."""
    yield from LOG


def consumer_statements() -> Iterator[str]:
    """Yield the DDL of checkpoints, dead letters and announced sources."""
    yield from CONSUMER
    yield from in_each_slot(*IN_EACH_SLOT)


def in_each_slot(*statements: str) -> Iterator[str]:
    """Yield each statement once for either projection slot; `{slot}` names the schema."""
    for slot in SLOTS:
        for statement in statements:
            yield statement.replace("{slot}", slot)
