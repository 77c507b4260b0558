"""The list of what happened: numbered on for ever, each event once, short, and without histories that are no longer true."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.storage.activities import KEPT, activities_after, append, append_unnumbered, number_on
from shared.messaging.slots import in_slot
from tests.services.dashboard.city import City

SOURCE = "/offers/elsewhere"
LIVE, REBUILT = "projection_a", "projection_b"


@pytest.fixture
async def connection(city: City) -> AsyncIterator[AsyncConnection]:
    """A transaction in which the list is empty; nothing of it stays."""
    async with city.dashboard.running.engine.connect() as plain:
        connection = await in_slot(plain, LIVE)
        async with connection.begin() as transaction:
            for table in (f"{LIVE}.activity", f"{REBUILT}.activity", "activity_trimmed"):
                await connection.execute(text(f"DELETE FROM {table}"))
            await connection.execute(text("UPDATE activity_counter SET position = 0"))
            yield connection
            await transaction.rollback()


def rows(*positions: int, ids: dict[int, UUID] | None = None) -> list[dict[str, Any]]:
    known = ids or {}
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return [
        {"source_position": place, "event_id": known.get(place, uuid4()), "at": at, "kind": "offer-published", "title": str(place)}
        for place in positions
    ]  # fmt: skip


async def told(connection: AsyncConnection, *, slot: str = LIVE) -> list[tuple[int, str | None]]:
    listed = await activities_after(await in_slot(connection, slot), 0, limit=20_000)
    return [(one.position, one.title) for one in listed]


async def swapped(connection: AsyncConnection) -> list[tuple[int, str | None]]:
    await number_on(connection, LIVE, REBUILT)
    return await told(connection, slot=REBUILT)


async def test_positions_have_no_gaps_though_sources_have(connection: AsyncConnection) -> None:
    await append(connection, SOURCE, rows(3, 7), slot=LIVE)
    await append(connection, "/registry/elsewhere", rows(1), slot=LIVE)
    assert await told(connection) == [(1, "3"), (2, "7"), (3, "1")]


async def test_an_event_heard_twice_is_told_once(connection: AsyncConnection) -> None:
    ids = {3: uuid4(), 4: uuid4()}
    assert await append(connection, SOURCE, rows(3, ids=ids), slot=LIVE)
    assert await append(connection, SOURCE, rows(3, 4, ids=ids), slot=LIVE)
    assert not await append(connection, SOURCE, rows(3, 4, ids=ids), slot=LIVE)
    assert [title for _, title in await told(connection)] == ["3", "4"]


async def test_an_event_that_was_put_aside_is_told_when_it_is_replayed(connection: AsyncConnection) -> None:
    await append(connection, SOURCE, rows(3, 5), slot=LIVE)
    await append(connection, SOURCE, rows(4), slot=LIVE)
    assert await told(connection) == [(1, "3"), (2, "5"), (3, "4")]


async def test_the_oldest_go_and_a_rebuild_does_not_bring_them_back(connection: AsyncConnection) -> None:
    history = rows(*range(1, KEPT + 1001))
    for start in range(0, len(history), 500):
        await append(connection, SOURCE, history[start : start + 500], slot=LIVE)
    await append_unnumbered(connection, SOURCE, history, slot=REBUILT)
    kept = await swapped(connection)
    assert (len(kept), kept[0], kept[-1]) == (KEPT, (1001, "1001"), (KEPT + 1000, str(KEPT + 1000)))


async def test_a_rebuild_keeps_the_positions_that_readers_resume_by(connection: AsyncConnection) -> None:
    ids = {place: uuid4() for place in (1, 2, 3)}
    await append(connection, SOURCE, rows(2, 3, ids=ids), slot=LIVE)
    await append(connection, SOURCE, rows(1, ids=ids), slot=LIVE)
    await append_unnumbered(connection, SOURCE, rows(1, 2, 3, ids=ids), slot=REBUILT)
    assert await swapped(connection) == [(1, "2"), (2, "3"), (3, "1")]


async def test_what_a_restored_source_no_longer_knows_goes_and_its_new_history_is_news(
    connection: AsyncConnection,
) -> None:
    ids = {1: uuid4()}
    await append(connection, SOURCE, rows(1, 2, 3, ids=ids), slot=LIVE)
    await append_unnumbered(connection, SOURCE, rows(1, 3, ids=ids), slot=REBUILT)
    assert await swapped(connection) == [(1, "1"), (4, "3")]

    await append(connection, SOURCE, rows(4), slot=REBUILT)
    assert (await told(connection, slot=REBUILT))[-1] == (5, "4")


async def test_a_new_history_far_below_what_was_let_go_is_news_too(connection: AsyncConnection) -> None:
    history = rows(*range(1, KEPT + 1001))
    for start in range(0, len(history), 500):
        await append(connection, SOURCE, history[start : start + 500], slot=LIVE)
    later = [{**row, "at": row["at"] + timedelta(hours=1)} for row in rows(5)]
    await append_unnumbered(connection, SOURCE, [*history[:4], *later], slot=REBUILT)
    assert await swapped(connection) == [(KEPT + 1001, "5")]
