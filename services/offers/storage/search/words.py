"""Looks words up among all words of the catalogue: by their German stem, inside longer words, and with typing errors."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.search.matching import Hits

MOST_HITS = 1_000
# A word of three letters is in many; with four letters every second word is nearly it (pg_trgm counts common triples).
_LOOK_UP = text(
    """
    WITH asked AS MATERIALIZED (
        SELECT word, (ts_lexize('pg_catalog.german_stem', word))[1] AS stem FROM unnest(CAST(:words AS text[])) AS word
    )
    SELECT asked.word AS asked, known.word, known.way FROM asked CROSS JOIN LATERAL (
        (SELECT word, 1 AS way FROM search_words WHERE word = asked.word)
        UNION ALL (SELECT word, 1 FROM search_words WHERE stem = asked.stem ORDER BY word LIMIT :most)
        UNION ALL (SELECT word, 2 FROM search_words
            WHERE length(asked.word) >= 3 AND word LIKE '%' || asked.word || '%' ORDER BY word LIMIT :most)
        UNION ALL (SELECT word, 3 FROM search_words
            WHERE length(asked.word) >= 5 AND asked.word OPERATOR(public.<%) word ORDER BY word LIMIT :most)
    ) AS known ORDER BY asked.word, known.way, known.word
    """
)
_EXACT, _INSIDE = 1, 2


async def look_up(connection: AsyncConnection, words: Collection[str]) -> dict[str, Hits]:
    """Return for each word the catalogue's words that it may mean, each in the best way only."""
    ways: dict[str, dict[str, int]] = {word: {} for word in words}
    rows = await connection.execute(_LOOK_UP, {"words": sorted(words), "most": MOST_HITS})
    for asked, known, way in rows:
        ways[asked].setdefault(known, way)
    return {word: _hits(found) for word, found in ways.items()}


def _hits(found: dict[str, int]) -> Hits:
    by_way: dict[int, list[str]] = defaultdict(list)
    for known, way in found.items():
        by_way[way].append(known)
    exact, inside = tuple(by_way.pop(_EXACT, ())), tuple(by_way.pop(_INSIDE, ()))
    return Hits(exact, inside, tuple(word for rest in by_way.values() for word in rest))
