"""Indicators with their figures, wishes as counts, givers, and imports that can be tried and undone."""

from alembic import op

revision = "0004"
down_revision = "0003"

INDICATORS = (
    """
    CREATE TABLE indicators (
        key text PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        unit text NOT NULL,
        direction text NOT NULL,
        caution text NOT NULL
    )
    """,
    """
    CREATE TABLE indicator_sources (
        key text PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        website text,
        columns jsonb NOT NULL
    )
    """,
    """
    CREATE TABLE indicator_values (
        area text NOT NULL REFERENCES areas,
        year integer NOT NULL,
        indicator text NOT NULL REFERENCES indicators,
        source text NOT NULL REFERENCES indicator_sources,
        version integer NOT NULL,
        value double precision,
        suppressed boolean NOT NULL,
        PRIMARY KEY (area, year, indicator, source),
        CHECK (suppressed = (value IS NULL))
    )
    """,
    "CREATE INDEX ix_indicator_values_source ON indicator_values (source, year)",
    """
    CREATE TABLE indicator_value_history (
        area text NOT NULL,
        year integer NOT NULL,
        indicator text NOT NULL,
        source text NOT NULL,
        version integer NOT NULL,
        value double precision,
        suppressed boolean NOT NULL,
        imported_at timestamptz NOT NULL,
        PRIMARY KEY (area, year, indicator, source, version),
        FOREIGN KEY (area, year, indicator, source) REFERENCES indicator_values,
        CHECK (suppressed = (value IS NULL))
    )
    """,
)

# Only sums: there is no row, no time and no trace of a single wish.
WISHES = (
    """
    CREATE TABLE wish_counts (
        network text NOT NULL REFERENCES networks,
        phase text NOT NULL REFERENCES life_phases,
        theme text NOT NULL,
        count integer NOT NULL CHECK (count > 0),
        PRIMARY KEY (network, phase, theme)
    )
    """,
    """
    CREATE TABLE givers (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        network text NOT NULL REFERENCES networks,
        kind text NOT NULL,
        partner uuid REFERENCES partners,
        gift text NOT NULL,
        theme text NOT NULL,
        phases text[] NOT NULL,
        state text NOT NULL,
        matched_phase text REFERENCES life_phases
    )
    """,
    "CREATE INDEX ix_givers_network ON givers (network, id)",
)

IMPORTS = (
    """
    CREATE TABLE imports (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        kind text NOT NULL,
        network text REFERENCES networks,
        state text NOT NULL,
        made_at timestamptz NOT NULL,
        row_count integer NOT NULL,
        new_count integer NOT NULL,
        changed_count integer NOT NULL,
        unchanged_count integer NOT NULL,
        faults jsonb NOT NULL
    )
    """,
    """
    CREATE TABLE import_rows (
        import uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
        number integer NOT NULL,
        outcome text NOT NULL,
        target uuid NOT NULL,
        role text NOT NULL,
        joined boolean NOT NULL,
        before jsonb,
        after jsonb NOT NULL,
        PRIMARY KEY (import, number)
    )
    """,
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*INDICATORS, *WISHES, *IMPORTS):
        op.execute(statement)
