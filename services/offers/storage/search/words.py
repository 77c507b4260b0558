"""Looks words up among all words of the catalogue: by their German stem, inside longer words, and with typing errors."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.search.matching import Hits

MOST_HITS = 1_000
# A word of less than three letters is in every other one.
_KNOWN = text(
    """
    WITH asked AS MATERIALIZED (
        SELECT word, (ts_lexize('pg_catalog.german_stem', word))[1] AS stem FROM unnest(CAST(:words AS text[])) AS word
    )
    SELECT asked.word AS asked, known.word, known.is_it FROM asked CROSS JOIN LATERAL (
        (SELECT word, true AS is_it FROM search_words WHERE word = asked.word)
        UNION ALL (SELECT word, true FROM search_words WHERE stem = asked.stem ORDER BY word LIMIT :most)
        UNION ALL (SELECT word, false FROM search_words
            WHERE length(asked.word) >= 3 AND word LIKE '%' || asked.word || '%' ORDER BY word LIMIT :most)
    ) AS known ORDER BY asked.word, known.is_it DESC, known.word
    """
)
# Of four letters every other word is nearly one: pg_trgm counts common triples.
_NEARLY = text(
    """
    SELECT asked.word AS asked, known.word FROM unnest(CAST(:words AS text[])) AS asked (word) CROSS JOIN LATERAL (
        SELECT word FROM search_words
        WHERE length(asked.word) >= 5 AND asked.word OPERATOR(public.<%) word ORDER BY word LIMIT :most
    ) AS known ORDER BY asked.word, known.word
    """
)


async def look_up(connection: AsyncConnection, words: Collection[str]) -> dict[str, Hits]:
    """Return for each word the catalogue's words that it may mean, each in the best way only.

    A word that stands somewhere is compared too: a slip in one offer must not hide the others from whoever makes the same.
    """
    exact: dict[str, dict[str, None]] = {word: {} for word in words}
    inside: dict[str, list[str]] = {word: [] for word in words}
    for asked, known, is_it in await connection.execute(_KNOWN, {"words": sorted(words), "most": MOST_HITS}):
        if is_it:
            exact[asked][known] = None
        elif known not in exact[asked]:
            inside[asked].append(known)
    nearly = await _nearly(connection, words)
    return {
        word: Hits(
            tuple(exact[word]), tuple(inside[word]), _without(nearly.get(word, ()), {*exact[word], *inside[word]})
        )
        for word in words
    }


async def _nearly(connection: AsyncConnection, words: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for asked, known in await connection.execute(_NEARLY, {"words": sorted(words), "most": MOST_HITS}):
        found.setdefault(asked, []).append(known)
    return found


def _without(words: Collection[str], others: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in others)
