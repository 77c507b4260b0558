"""The search: a document for each published offer, the catalogue's words, synonyms, and searches that found nothing.

The documents of offers that are there already are made by the service when it starts (use_cases/search/refresh.py).
"""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0003"
down_revision = "0002"

SEARCH = (
    """
    CREATE TABLE search_documents (
        offer uuid PRIMARY KEY REFERENCES offers ON DELETE CASCADE,
        network text NOT NULL,
        version integer NOT NULL,
        title text NOT NULL,
        title_words text[] NOT NULL,
        other_words text[] NOT NULL,
        min_months integer,
        max_months integer,
        "values" text[] NOT NULL,
        flags text[] NOT NULL,
        latitudes double precision[] NOT NULL,
        longitudes double precision[] NOT NULL,
        slot_codes integer[] NOT NULL,
        slot_days integer[] NOT NULL,
        times integer[] NOT NULL,
        fresh_day integer NOT NULL,
        derivation integer NOT NULL,
        made_on date NOT NULL,
        refresh bigint NOT NULL
    )
    """,
    "CREATE INDEX ix_search_documents_network ON search_documents (network, offer)",
    "CREATE INDEX ix_search_documents_refresh ON search_documents (refresh)",
    "CREATE TABLE search_words (word text PRIMARY KEY, stem text)",
    "CREATE INDEX ix_search_words_stem ON search_words (stem)",
    "CREATE INDEX ix_search_words_like ON search_words USING gin (word public.gin_trgm_ops)",
    "CREATE TABLE search_refreshes (the_only boolean PRIMARY KEY DEFAULT true CHECK (the_only), number bigint NOT NULL)",
    "INSERT INTO search_refreshes (number) VALUES (0)",
    """
    CREATE TABLE synonym_groups (
        id uuid PRIMARY KEY,
        version integer NOT NULL CHECK (version > 0),
        terms text[] NOT NULL CHECK (cardinality(terms) BETWEEN 2 AND 20)
    )
    """,
    """
    CREATE TABLE missed_searches (
        network text NOT NULL,
        words text NOT NULL,
        id uuid NOT NULL UNIQUE,
        times integer NOT NULL CHECK (times > 0),
        last_on date NOT NULL,
        PRIMARY KEY (network, words)
    )
    """,
    "CREATE INDEX ix_missed_searches_last_on ON missed_searches (last_on)",
)

# What the field itself says for the same thing; the office changes it from here on.
FIRST_SYNONYMS = """
INSERT INTO synonym_groups (id, version, terms) VALUES
    ('019a0000-0000-7000-8000-000000000001', 1,
     '{Krabbelgruppe,Baby-Eltern-Treff,Eltern-Kind-Gruppe,Babytreff,PEKiP,Spielgruppe}'),
    ('019a0000-0000-7000-8000-000000000002', 1, '{Elterncafé,Eltern-Café,Elterntreff,Familiencafé,Mütterfrühstück,Elternfrühstück}'),
    ('019a0000-0000-7000-8000-000000000003', 1, '{Kita,Kindergarten,Kindertagesstätte,Kindertageseinrichtung}'),
    ('019a0000-0000-7000-8000-000000000004', 1, '{Kindertagespflege,Tagesmutter,Tagesvater,Großtagespflege}'),
    ('019a0000-0000-7000-8000-000000000005', 1, '{Hebamme,Hebammensprechstunde,Wochenbettbetreuung}'),
    ('019a0000-0000-7000-8000-000000000006', 1, '{Deutschkurs,Sprachkurs,Integrationskurs}'),
    ('019a0000-0000-7000-8000-000000000007', 1, '{Hausaufgabenhilfe,Nachhilfe,Lernförderung,Lernstube}'),
    ('019a0000-0000-7000-8000-000000000008', 1, '{Kinderstube,Spielstube,Brückenangebot}'),
    ('019a0000-0000-7000-8000-000000000009', 1, '{Kleiderkammer,Kleidertausch,Kindersachenbörse}'),
    ('019a0000-0000-7000-8000-000000000010', 1, '{Turnen,Kinderturnen,Bewegungsangebot}'),
    ('019a0000-0000-7000-8000-000000000011', 1, '{Vorlesen,Vorlesestunde,Bilderbuchkino}'),
    ('019a0000-0000-7000-8000-000000000012', 1, '{Stillgruppe,Stillberatung,Stillcafé}')
"""

QUARTERS = """
CREATE TABLE {slot}.search_quarters (
    network text PRIMARY KEY,
    subject_version integer NOT NULL,
    label text NOT NULL,
    short_label text NOT NULL
)
"""


def upgrade() -> None:
    """Make the tables of the search."""
    for statement in (*SEARCH, FIRST_SYNONYMS, *in_each_slot(QUARTERS)):
        op.execute(statement)
