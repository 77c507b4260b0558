"""The dashboard's projection made anew from the catalogue's feed, beside the same pages read, parsed and copied by hand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import asyncpg
import httpx
import orjson

from deploy.local.installation import Installation
from shared.database.engine import create_database_engine
from shared.hosting.running import utc_now
from shared.messaging.event import NewEvent
from shared.messaging.log import append
from shared.messaging.schema import SLOTS
from tests.bench.figure import Figure, median_of
from tests.bench.load import offer_of

EVENTS = 20_000
EVENTS_A_COMMIT = 1000
BODY_BYTES = 400
PAGE_EVENTS = 500
SOURCE = "/offers/city"
# Old enough that no subscriber is told of them.
AGE = timedelta(days=30)
OTHER_NUMBER = 999
MOST_SECONDS = 120

TOLD = frozenset(f"de.infamilie.offers.offer-{step}" for step in ("published", "changed", "paused", "withdrawn"))
PAGE = "SELECT position, body::text AS body FROM event_log WHERE position > $1 ORDER BY position LIMIT $2"
COLUMNS = (
    "id", "subject_version", "network", "organisation", "title", "sort_key", "min_months", "max_months", "themes",
    "place", "cost_cents", "bridge", "status",
)  # fmt: skip


class Databases(NamedTuple):
    """The catalogue's and the dashboard's."""

    offers: asyncpg.Connection
    dashboard: asyncpg.Connection


async def rebuild_figure(installation: Installation, *, runs: int) -> Figure:
    """Return how many events a second a rebuild applies."""
    async with _connected(installation) as databases:
        head = await _publish_many(installation)
        await _dashboard_has(installation, head)
        rates: list[float] = []
        limits: list[float] = []
        for _ in range(runs):
            rates.append(await _rebuilt_a_second(databases.dashboard, head))
            limits.append(await _copied_a_second(databases))
        await databases.dashboard.execute("DROP TABLE copied_offers")
    return Figure(
        name="Neuaufbau der Übersicht über die Ereignisliste",
        unit="Ereignisse/s",
        value=median_of(rates),
        limit=median_of(limits),
        target=0.4,
        at_least=True,
    )


@asynccontextmanager
async def _connected(installation: Installation) -> AsyncIterator[Databases]:
    offers = await asyncpg.connect(installation.service_url("offers"))
    dashboard = await asyncpg.connect(installation.owner_url("dashboard"))
    await dashboard.execute("CREATE TABLE copied_offers (LIKE projection_a.offers INCLUDING ALL)")
    yield Databases(offers, dashboard)
    await offers.close()
    await dashboard.close()


async def _publish_many(installation: Installation) -> int:
    engine = create_database_engine(installation.service_url("offers"), application="bench")
    position, then = 0, utc_now() - AGE
    for _ in range(EVENTS // EVENTS_A_COMMIT):
        async with engine.begin() as connection:
            position = await append(connection, [_event(then) for _ in range(EVENTS_A_COMMIT)], source=SOURCE)
    await engine.dispose()
    return position


def _event(then: datetime) -> NewEvent:
    offer = offer_of(BODY_BYTES)
    return NewEvent(
        id=uuid4(), subject=f"offer/{offer.id}", subject_version=1, network=offer.network, time=then, data=offer
    )


async def _dashboard_has(installation: Installation, position: int) -> None:
    asked: dict[str, str | int] = {"source": SOURCE, "position": position, "wait_seconds": 20}
    async with asyncio.timeout(MOST_SECONDS):
        async with httpx.AsyncClient(base_url=installation.url_of("dashboard"), timeout=30) as dashboard:
            while not (await dashboard.get("/checkpoints", params=asked)).json()["reached"]:
                pass


async def _rebuilt_a_second(dashboard: asyncpg.Connection, head: int) -> float:
    """Pretend that other code filled the live slot; time the other one from its first page to the last event."""
    live = await dashboard.fetchval("SELECT live FROM projection_slot")
    other = SLOTS[1 - SLOTS.index(live)]
    await dashboard.execute(f"DELETE FROM {other}.checkpoint")
    await dashboard.execute("UPDATE projection_slot SET number = $1", OTHER_NUMBER)
    first, began = await _reached(dashboard, other, 1)
    last, ended = await _reached(dashboard, other, head)
    async with asyncio.timeout(MOST_SECONDS):
        while await dashboard.fetchval("SELECT live FROM projection_slot") != other:  # noqa: ASYNC110 - in the database
            await asyncio.sleep(0.05)
    return (last - first) / (ended - began)


async def _reached(dashboard: asyncpg.Connection, slot: str, position: int) -> tuple[int, float]:
    query = f"SELECT position FROM {slot}.checkpoint WHERE source = $1"
    async with asyncio.timeout(MOST_SECONDS):
        while True:
            now = await dashboard.fetchval(query, SOURCE) or 0
            if now >= position:
                return now, monotonic()
            await asyncio.sleep(0.01)


async def _copied_a_second(databases: Databases) -> float:
    await databases.dashboard.execute("TRUNCATE copied_offers")
    began, position, count = monotonic(), 0, 0
    while rows := await databases.offers.fetch(PAGE, position, PAGE_EVENTS):
        events = [orjson.loads(row["body"]) for row in rows]
        newest = {event["data"]["id"]: event for event in events if event["type"].rpartition(".v")[0] in TOLD}
        await _copy(databases.dashboard, newest)
        count += len(rows)
        position = rows[-1]["position"]
    return count / (monotonic() - began)


async def _copy(dashboard: asyncpg.Connection, newest: dict[str, Any]) -> None:
    known = await dashboard.fetch("SELECT id FROM copied_offers WHERE id = ANY($1)", [UUID(key) for key in newest])
    fresh = newest.keys() - {str(row["id"]) for row in known}
    await dashboard.copy_records_to_table(
        "copied_offers", records=[_record(newest[key]) for key in fresh], columns=COLUMNS
    )


def _record(event: dict[str, Any]) -> tuple[Any, ...]:
    offer = event["data"]
    ages, place = offer.get("ages", {}), offer.get("place")
    return (
        UUID(offer["id"]),
        event["subjectversion"],
        offer["network"],
        UUID(offer["organisation"]),
        offer["title"],
        offer["title"].casefold(),
        ages.get("min_months"),
        ages.get("max_months"),
        offer.get("themes", []),
        place["name"] if place else None,
        offer.get("cost_cents"),
        offer["bridge"],
        offer["status"],
    )
