"""The dashboard keeps how fresh each network's offers are, and whom nobody answers."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Table, select

from services.dashboard.storage.offer_freshness_tables import NETWORK_FRESHNESS, RECHECKS
from services.offers.use_cases.pass_time import let_day_come
from shared.calendar_day import local_day
from tests.services.dashboard.city import City, Quarter


async def days_pass(city: City, days: int) -> None:
    """Let a later day come in the catalogue, and wait until the dashboard has heard of it."""
    edge = city.offers.running.edge
    await let_day_come(edge, local_day(edge.clock()) + timedelta(days=days))
    feed = await city.offers.http.get("/events", headers=city.platform.headers("notifications"), params={"limit": 1})
    await city.dashboard.has_applied("/offers/city", feed.json()["head"])


async def rows_of(city: City, table: Table, network: str) -> list[dict[str, Any]]:
    async with city.dashboard.running.edge.reading() as connection:
        rows = (await connection.execute(select(table).where(table.c.network == network))).mappings()
        return [dict(row) for row in rows]


async def test_a_networks_freshness_and_its_silent_owners_are_kept(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(kind="course")
    await quarter.published(kind="counselling")
    await days_pass(city, 100)
    (figure,) = await rows_of(city, NETWORK_FRESHNESS, quarter.network)
    (asked,) = await rows_of(city, RECHECKS, quarter.network)
    assert (figure["published"], figure["fresh"], figure["overdue"]) == (2, 1, 1)
    assert (str(asked["offer"]), asked["stage"]) == (offer, "owner")


async def test_a_paused_offer_is_not_counted_among_the_published(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    await city.step(offer, "pause", version=2)
    assert (await quarter.shown())["offers"] == 0
