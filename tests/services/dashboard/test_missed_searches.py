"""The dashboard keeps what families looked for in vain as the catalogue tells it."""

import asyncio

from sqlalchemy import select

from services.dashboard.storage.search_tables import MISSED_SEARCHES
from tests.services.dashboard.city import City, Quarter

PATIENCE_SECONDS = 10.0


async def figure(city: City, network: str, *, at_least: int) -> str:
    """The words that were missed so often in a quarter, as soon as that is known."""
    missed = MISSED_SEARCHES.c
    query = select(missed.words).where(missed.network == network, missed.at_least == at_least)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with city.dashboard.running.edge.reading() as connection:
                words = await connection.scalar(query)
            if words is not None:
                return str(words)
            await asyncio.sleep(0.02)


async def test_a_missed_search_is_kept_with_its_newest_figure(quarter: Quarter, city: City) -> None:
    search = city.offers.app.state.search
    for times in (5, 5):
        for _ in range(times):
            await city.offers.http.get("/offers/search", params={"network": quarter.network, "q": "Logopädie"})
        await search.write(city.offers.running)
    assert await figure(city, quarter.network, at_least=10) == "logopadie"
