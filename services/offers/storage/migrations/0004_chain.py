"""The Präventionskette: what it is made from, what waits to be made anew, and its history by days."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0004"
down_revision = "0003"

IN_EACH_SLOT = (
    "ALTER TABLE {slot}.known_networks ADD COLUMN areas text[] NOT NULL DEFAULT '{}'",
    "ALTER TABLE {slot}.known_networks ADD COLUMN languages text[] NOT NULL DEFAULT '{}'",
    """
    CREATE TABLE {slot}.known_agreements (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text NOT NULL,
        from_phase text,
        from_institution text,
        to_phase text,
        to_institution text,
        is_binding boolean NOT NULL,
        valid_from date,
        valid_to date
    )
    """,
    "CREATE INDEX ix_known_agreements_network ON {slot}.known_agreements (network)",
    """
    CREATE TABLE {slot}.known_figures (
        area text,
        year integer,
        indicator text,
        source text,
        subject_version integer NOT NULL,
        value double precision,
        PRIMARY KEY (area, year, indicator, source)
    )
    """,
)

CHAIN = (
    """
    CREATE TABLE chain_waiting (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        network text NOT NULL,
        theme text NOT NULL
    )
    """,
    "CREATE INDEX ix_chain_waiting_network ON chain_waiting (network)",
    "CREATE TABLE chain_themes (theme text PRIMARY KEY)",
    """
    CREATE TABLE chain_history (
        network text,
        theme text,
        day date,
        version integer NOT NULL CHECK (version > 0),
        at timestamptz NOT NULL,
        links jsonb NOT NULL,
        state jsonb NOT NULL,
        PRIMARY KEY (network, theme, day)
    )
    """,
    "CREATE INDEX ix_chain_history_day ON chain_history (network, day DESC, theme)",
    "INSERT INTO chain_themes SELECT DISTINCT unnest(themes) FROM offers WHERE status = 'published'",
    "INSERT INTO chain_waiting (network, theme) VALUES ('', '')",
)


def upgrade() -> None:
    """Make the tables; all chains wait to be made for the first time."""
    for statement in (*in_each_slot(*IN_EACH_SLOT), *CHAIN):
        op.execute(statement)
