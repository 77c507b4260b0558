"""The list of what happened: gapless, each event once, short, and honest about histories that are no longer true."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.storage.activities import KEPT, activities_after, append
from shared.messaging.slots import in_slot
from tests.services.dashboard.city import City

SOURCE = "/offers/elsewhere"


@pytest.fixture
async def connection(city: City) -> AsyncIterator[AsyncConnection]:
    """A transaction in which the list is empty; nothing of it stays."""
    async with city.dashboard.running.engine.connect() as plain:
        connection = await in_slot(plain, "projection_a")
        async with connection.begin() as transaction:
            await connection.execute(text("DELETE FROM activity"))
            await connection.execute(text("DELETE FROM activity_trimmed"))
            yield connection
            await transaction.rollback()


def rows(*positions: int, ids: dict[int, UUID] | None = None) -> list[dict[str, Any]]:
    known = ids or {}
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return [
        {"source_position": place, "event_id": known.get(place, uuid4()), "at": at, "kind": "offer-published", "title": str(place)}
        for place in positions
    ]  # fmt: skip


async def told(connection: AsyncConnection) -> list[tuple[int, str | None]]:
    return [(one.position, one.title) for one in await activities_after(connection, 0, limit=20_000)]


async def test_positions_have_no_gaps_though_sources_have(connection: AsyncConnection) -> None:
    await append(connection, SOURCE, rows(3, 7), may_differ=False)
    await append(connection, "/registry/elsewhere", rows(1), may_differ=False)
    assert await told(connection) == [(1, "3"), (2, "7"), (3, "1")]


async def test_an_event_heard_twice_is_told_once(connection: AsyncConnection) -> None:
    ids = {3: uuid4(), 4: uuid4()}
    await append(connection, SOURCE, rows(3, ids=ids), may_differ=False)
    assert await append(connection, SOURCE, rows(3, 4, ids=ids), may_differ=True)
    assert not await append(connection, SOURCE, rows(3, 4, ids=ids), may_differ=True)
    assert await told(connection) == [(1, "3"), (2, "4")]


async def test_an_event_that_was_put_aside_is_told_when_it_is_replayed(connection: AsyncConnection) -> None:
    await append(connection, SOURCE, rows(3, 5), may_differ=False)
    await append(connection, SOURCE, rows(4), may_differ=False)
    assert await told(connection) == [(1, "3"), (2, "5"), (3, "4")]


async def test_the_oldest_go_and_a_rebuild_does_not_bring_them_back(connection: AsyncConnection) -> None:
    history = rows(*range(1, KEPT + 1001))
    for start in range(0, len(history), 500):
        await append(connection, SOURCE, history[start : start + 500], may_differ=False)
    await append(connection, SOURCE, history[:500], may_differ=True)
    kept = await told(connection)
    assert (len(kept), kept[0], kept[-1]) == (KEPT, (1001, "1001"), (KEPT + 1000, str(KEPT + 1000)))


async def test_what_a_restored_source_no_longer_knows_is_overtaken(connection: AsyncConnection) -> None:
    ids = {1: uuid4()}
    await append(connection, SOURCE, rows(1, 2, 3, ids=ids), may_differ=False)
    await append(connection, SOURCE, rows(1, 2, ids=ids), may_differ=True)
    assert await told(connection) == [(1, "1"), (4, "2")]
