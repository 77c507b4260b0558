"""Waits until the catalogue's worker has told of a chain what a test expects."""

import asyncio
from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy import text

from tests.services.offers.city import City

Json = dict[str, Any]
PATIENCE_SECONDS = 30.0
LOOK_SECONDS = 0.02
_WAITING = text("SELECT count(*) FROM chain_waiting")
_OF_A_CHAIN = text("SELECT body::text FROM event_log WHERE subject = :subject ORDER BY position")


async def chains_told(city: City, network: str, theme: str) -> list[Json]:
    """All events about a chain so far, in their order."""
    async with city.offers.running.edge.reading() as connection:
        found = await connection.execute(_OF_A_CHAIN, {"subject": f"chain/{network}/{theme}"})
        return [orjson.loads(body) for body in found.scalars()]


async def all_renewed(city: City) -> None:
    """Wait until no chain waits to be made anew; fails the test otherwise."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while asyncio.get_running_loop().time() < deadline:
        async with city.offers.running.edge.reading() as connection:
            if not (await connection.execute(_WAITING)).scalar_one():
                return
        await asyncio.sleep(LOOK_SECONDS)
    raise AssertionError("chains still wait")


async def told(city: City, network: str, theme: str, *, until: Callable[[Json], bool]) -> Json:
    """The newest event's chain, as soon as it is as expected; fails the test otherwise."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    newest: Json = {}
    while asyncio.get_running_loop().time() < deadline:
        events = await chains_told(city, network, theme)
        newest = events[-1]["data"]["chain"] if events else {}
        if newest and until(newest):
            return newest
        await asyncio.sleep(LOOK_SECONDS)
    raise AssertionError(f"the chain {network}/{theme} is told as {newest}")


def offers_are(number: int) -> Callable[[Json], bool]:
    return lambda chain: chain["offers"] == number


def months(spots: list[Json]) -> list[tuple[int, int]]:
    """The bounds of holes or thin spots."""
    return [(spot["ages"]["min_months"], spot["ages"]["max_months"]) for spot in spots]
