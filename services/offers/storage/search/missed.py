"""Counts searches that found nothing, as sums of a quarter and words; nothing about who asked is there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.search.missed import SMALLEST_CELL, Missed
from services.offers.storage.search.tables import MISSED

# In the order of the key, so that replicas which count the same searches wait for each other and never in a circle.
_COUNT = text(
    """
    INSERT INTO missed_searches (network, words, id, times, last_on)
    SELECT network, words, id, times, :today
    FROM unnest(CAST(:networks AS text[]), CAST(:words AS text[]), CAST(:ids AS uuid[]), CAST(:times AS integer[]))
        AS counted (network, words, id, times)
    ORDER BY network, words
    ON CONFLICT (network, words) DO UPDATE
        SET times = missed_searches.times + excluded.times, last_on = excluded.last_on
    RETURNING network, words, id, times
    """
)


@dataclass(frozen=True)
class Sum:
    """How often a search has found nothing so far."""

    id: UUID
    missed: Missed
    times: int


async def count(
    connection: AsyncConnection, counted: Mapping[Missed, int], *, today: date, new_id: Callable[[], UUID]
) -> Sequence[Sum]:
    """Add to the sums and return them as they are now."""
    searches = list(counted)
    values: dict[str, Any] = {
        "networks": [each.network or "" for each in searches],
        "words": [each.words for each in searches],
        "ids": [new_id() for _ in searches],
        "times": list(counted.values()),
        "today": today,
    }
    return [_sum(row) for row in (await connection.execute(_COUNT, values)).mappings()]


async def figures(
    connection: AsyncConnection, *, networks: Sequence[str] | None, limit: int, after: tuple[int, UUID] | None
) -> Sequence[Sum]:
    """Return the sums from five on, the largest first; with networks only theirs."""
    query = select(MISSED).where(MISSED.c.times >= SMALLEST_CELL).order_by(MISSED.c.times.desc(), MISSED.c.id)
    if networks is not None:
        query = query.where(MISSED.c.network.in_(networks))
    if after is not None:
        times, last = after
        query = query.where((MISSED.c.times < times) | ((MISSED.c.times == times) & (MISSED.c.id > last)))
    return [_sum(row) for row in (await connection.execute(query.limit(limit))).mappings()]


async def purge(connection: AsyncConnection, *, before: date) -> int:
    """Delete the sums that nobody has added to since a day, and return how many they were."""
    return (await connection.execute(delete(MISSED).where(MISSED.c.last_on < before))).rowcount


def _sum(row: RowMapping) -> Sum:
    return Sum(row["id"], Missed(row["network"] or None, row["words"]), row["times"])
