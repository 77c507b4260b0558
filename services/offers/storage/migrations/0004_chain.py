"""The Präventionskette with its history by days, and double structures: marks of offers, pairs and decisions."""

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
        theme text NOT NULL,
        is_urgent boolean NOT NULL DEFAULT true
    )
    """,
    "CREATE INDEX ix_chain_waiting_network ON chain_waiting (network)",
    "CREATE INDEX ix_chain_waiting_urgent ON chain_waiting (is_urgent DESC, position)",
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

DOUBLE_STRUCTURES = (
    """
    CREATE TABLE offer_marks (
        offer uuid,
        mark text,
        network text NOT NULL,
        weight double precision NOT NULL,
        PRIMARY KEY (offer, mark)
    )
    """,
    "CREATE INDEX ix_offer_marks_mark ON offer_marks (network, mark) INCLUDE (offer, weight)",
    "CREATE TABLE offers_compared (offer uuid PRIMARY KEY, marked_version integer NOT NULL, compared_version integer)",
    """
    CREATE TABLE offer_pairs (
        id uuid PRIMARY KEY,
        version integer NOT NULL CHECK (version > 0),
        network text NOT NULL,
        one uuid NOT NULL,
        other uuid NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('same_offer', 'same_need', 'complementary')),
        score double precision NOT NULL,
        reasons jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'to_merge', 'to_agree', 'fine', 'gone')),
        decided_at timestamptz,
        UNIQUE (one, other),
        CHECK (one < other)
    )
    """,
    "CREATE INDEX ix_offer_pairs_other ON offer_pairs (other)",
    "CREATE INDEX ix_offer_pairs_network ON offer_pairs (network, state, id)",
)


def upgrade() -> None:
    """Make the tables; all chains wait to be made for the first time."""
    for statement in (*in_each_slot(*IN_EACH_SLOT), *CHAIN, *DOUBLE_STRUCTURES):
        op.execute(statement)
