"""Social-space indicators, counted wishes and givers, as the registry tells them."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0005"
down_revision = "0004"

IN_EACH_SLOT = (
    """
    CREATE TABLE {slot}.indicators (
        key text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        unit text NOT NULL,
        direction text NOT NULL,
        caution text NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.indicator_sources (
        key text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        website text
    )
    """,
    """
    CREATE TABLE {slot}.indicator_values (
        area text,
        year integer,
        indicator text,
        source text,
        subject_version integer NOT NULL,
        value double precision,
        suppressed boolean NOT NULL,
        PRIMARY KEY (area, year, indicator, source)
    )
    """,
    """
    CREATE TABLE {slot}.wish_figures (
        network text,
        phase text,
        theme text,
        subject_version integer NOT NULL,
        at_least integer NOT NULL CHECK (at_least >= 5),
        PRIMARY KEY (network, phase, theme)
    )
    """,
    """
    CREATE TABLE {slot}.givers (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text NOT NULL,
        kind text NOT NULL,
        partner uuid,
        gift text NOT NULL,
        theme text NOT NULL,
        phases text[] NOT NULL,
        state text NOT NULL,
        matched_phase text
    )
    """,
)


def upgrade() -> None:
    """Make the tables in either slot."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
