"""Waits until the catalogue's workers have nothing more to tell: each event is another state of the database."""

import asyncio

from sqlalchemy import text

from tests.services.offers.city import City

PATIENCE_SECONDS = 30.0
LOOK_SECONDS = 0.02
_WAITING = text("SELECT count(*) FROM chain_waiting")


async def calm(city: City) -> None:
    """Return when every chain that was called has been told; fails the test otherwise."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while asyncio.get_running_loop().time() < deadline:
        async with city.offers.running.edge.reading() as connection:
            if await connection.scalar(_WAITING) == 0:
                return
        await asyncio.sleep(LOOK_SECONDS)
    raise AssertionError("some chain is still called")
