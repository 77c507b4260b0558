"""A hundred quarters with a hundred thousand offers, made by PostgreSQL in sets from one offer that the service's own code wrote."""

from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import insert

from services.offers.domain.ages import Ages
from services.offers.domain.offer import Offer, OfferContent, Status
from services.offers.domain.place import Place
from services.offers.domain.search.document import DERIVATION
from services.offers.domain.search.words import compared_words
from services.offers.storage.public_view import public_view
from services.offers.storage.rows import row_of
from services.offers.storage.tables import OFFERS as TABLE
from shared.database.engine import create_database_engine
from shared.hosting.running import utc_now

NETWORKS = 100
PATTERN = UUID(int=1)
NOUNS = compared_words(
    "krabbel eltern kinder spiel sprach baby familien stadtteil frauen musik lern lese turn schwimm koch tanz beratungs"
    " hebammen sport mal bastel garten frühstücks abend ferien vater mutter bilderbuch nachbarschafts ernährungs"
)
KINDS = compared_words(
    "gruppe treff kurs café stunde stube beratung werkstatt kreis fest tag angebot projekt runde schule"
)
THEMES = ("sprachbildung", "gesundheit", "bildung", "betreuung", "familie_leben", "beratung", "begegnung", "lesen")
LANGUAGES = ("de", "tr", "ar", "ru", "uk", "ro")

_OTHERS = [
    column.name
    for column in TABLE.columns
    if column.computed is None
    and column.name
    not in {
        "id",
        "network",
        "organisation",
        "title",
        "description",
        "sort_key",
        "words",
        "min_months",
        "max_months",
        "themes",
        "languages",
    }
]
_MADE = """
CREATE TEMPORARY TABLE made AS
SELECT number, uuidv7() AS id, 'quartier-' || number % $1::int AS network,
    ARRAY[($2::text[])[1 + (random() * 29)::int] || ($3::text[])[1 + (random() * 14)::int], 'nummer' || number % 500] AS title,
    (SELECT array_agg(DISTINCT ($2::text[])[1 + (random() * 29 )::int] || ($3::text[])[1 + (random() * 14)::int]
        || CASE WHEN random() < 0.97 THEN '' ELSE ($2::text[])[1 + (random() * 29)::int] || ($3::text[])[1 + (random() * 14)::int] END)
        FROM generate_series(1, 15 + number % 1)) AS texts,
    (random() * 100)::int - 9 AS low, ARRAY[($4::text[])[1 + number % 8]] AS themes,
    ARRAY['de', ($5::text[])[1 + (random() * 5)::int]] AS languages,
    51.4 + (number % $1::int) / 10 * 0.02 + random() * 0.02 AS north, 7.3 + (number % $1::int) % 10 * 0.03 + random() * 0.03 AS east
FROM generate_series(1, $6::int) AS number
"""
_INSERT_OFFERS = f"""
INSERT INTO offers (id, network, organisation, title, description, sort_key, words, min_months, max_months, themes, languages, {", ".join(_OTHERS)})
SELECT made.id, made.network, md5(made.network)::uuid, initcap(made.title[1]) || ' ' || made.title[2], array_to_string(texts, ' '), made.title[1],
    array_to_string(made.title || texts, ' '), low, low + 24, made.themes, made.languages, {", ".join(f"pattern.{name}" for name in _OTHERS)}
FROM made CROSS JOIN (SELECT * FROM offers WHERE id = $1) AS pattern
"""
_DOCUMENTS = """
INSERT INTO search_documents
SELECT id, network, 1, initcap(title[1]) || ' ' || title[2], title, texts, low, low + 24,
    ARRAY['theme=' || themes[1], 'language=de', 'language=' || languages[2]],
    CASE WHEN number % 3 = 0 THEN ARRAY['free'] ELSE '{}' END, ARRAY[north], ARRAY[east],
    ARRAY[number % 7 * 4 + number % 3], ARRAY[3000000],
    ARRAY[$2::int + number % 1440, $2::int + number % 1440 + 90], 739000 + number % 200, $1, current_date, 0,
    $3::jsonb || jsonb_build_object('id', id, 'network', network, 'title', initcap(title[1]) || ' ' || title[2],
        'description', array_to_string(texts, ' '), 'ages', jsonb_build_object('min_months', low, 'max_months', low + 24),
        'themes', to_jsonb(themes), 'languages', to_jsonb(languages))
FROM made
"""
_WORDS = """
INSERT INTO search_words SELECT word, (ts_lexize('pg_catalog.german_stem', word))[1]
FROM (SELECT DISTINCT unnest(title || texts) AS word FROM made) AS words ON CONFLICT DO NOTHING
"""
_QUARTERS = """
INSERT INTO projection_a.search_quarters
SELECT 'quartier-' || number, 1, 'Quartier ' || number, 'Stadtteil' || number FROM generate_series(0, $1::int - 1) AS number
"""
_PHASES = """
INSERT INTO projection_a.known_life_phases (key, subject_version, label, min_months, max_months, place_in_order)
VALUES ('p0_2', 1, 'p0_2', 0, 24, 1), ('p2_4', 1, 'p2_4', 24, 48, 2), ('p4_6', 1, 'p4_6', 48, 72, 3)
"""


async def fill(database_url: str, *, offers: int) -> None:
    """Make so many published offers with their search documents, and the quarters they belong to."""
    pattern = _pattern()
    await _write_pattern(database_url, pattern)
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("SELECT setseed(0.42)")
        await connection.execute(_MADE, NETWORKS, NOUNS, KINDS, THEMES, LANGUAGES, offers)
        await connection.execute(_INSERT_OFFERS, PATTERN)
        await connection.execute(_DOCUMENTS, DERIVATION, int(utc_now().timestamp()) // 60 - 720, _shown(pattern))
        await connection.execute(_WORDS)
        await connection.execute(_QUARTERS, NETWORKS)
        await connection.execute(_PHASES)
        await connection.execute("DELETE FROM offers WHERE id = $1", PATTERN)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


def _pattern() -> Offer:
    place = Place(name="Haus am Park", address="Parkweg 1", latitude=51.5, longitude=7.5)
    content = OfferContent(
        network="quartier-0", organisation=PATTERN, title="Muster", ages=Ages(), description="", places=(place,)
    )
    return Offer(id=PATTERN, content=content, status=Status.PUBLISHED, version=1)


def _shown(offer: Offer) -> str:
    return orjson.dumps(public_view(offer), default=str).decode()


async def _write_pattern(database_url: str, offer: Offer) -> None:
    engine = create_database_engine(database_url, application="bench")
    async with engine.begin() as connection:
        await connection.execute(insert(TABLE).values(row_of(offer, at=utc_now())))
    await engine.dispose()
