"""The dashboard keeps the chain of each quarter and theme as the catalogue tells it."""

import asyncio
from typing import Any

from sqlalchemy import select

from services.dashboard.storage.chain_tables import CHAINS
from tests.services.dashboard.city import City, Quarter

PATIENCE_SECONDS = 10.0


async def kept(city: City, network: str, *, offers: int) -> dict[str, Any]:
    """The row of a network's care, as soon as it counts so many offers."""
    query = select(CHAINS).where(CHAINS.c.network == network, CHAINS.c.theme == "betreuung", CHAINS.c.offers == offers)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with city.dashboard.running.edge.reading() as connection:
                row = (await connection.execute(query)).mappings().one_or_none()
            if row is not None:
                return dict(row)
            await asyncio.sleep(0.02)


async def test_a_chain_is_kept_with_its_weak_months(quarter: Quarter, city: City) -> None:
    await quarter.published(12, 48, themes=["betreuung"])
    one = await kept(city, quarter.network, offers=1)
    await quarter.published(12, 132, themes=["betreuung"])
    two = await kept(city, quarter.network, offers=2)
    assert (one["hole_months"], one["thin_months"]) == (105, 36)
    assert (two["hole_months"], two["thin_months"]) == (21, 84)
    assert two["subject_version"] > one["subject_version"]
    assert two["state"]["theme"] == "betreuung"
