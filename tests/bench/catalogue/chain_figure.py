"""How soon a quarter's chain is made anew after a change: from the answer to whoever paused an offer until the event that tells the chain."""

import asyncio
from time import perf_counter
from typing import Any

import asyncpg

from shared.hosting.serving import keep_for_good
from shared.testing.platform import StartedService, TestPlatform
from tests.bench.figure import Figure, quantile

MOST_MS = 50
CHANGES = 150
# The first change in a quarter finds no chain yet.
FIRST_CHANGES = 30
LOOK_SECONDS = 0.001
PATIENCE_SECONDS = 30
_OFFERS = """
SELECT id, network, version FROM offers
WHERE network = ANY($1::text[]) AND status = 'published' AND themes <> '{}' ORDER BY random() LIMIT $2
"""
_IS_TOLD = "SELECT EXISTS (SELECT FROM event_log WHERE position > $1 AND network = $2 AND type LIKE '%chain-changed%')"


async def chain_figure(platform: TestPlatform, offers: StartedService, *, quarters: int) -> Figure:
    """Return how long it took for nearly all changes."""
    networks = [f"quartier-{number}" for number in range(quarters)]
    keep_for_good()  # what was measured before left its own in this process
    connection = await asyncpg.connect(offers.database.owner_url)
    try:
        changed = await connection.fetch(_OFFERS, networks, FIRST_CHANGES + CHANGES)
        seconds = [await _seconds_to_chain(platform, offers, connection, offer) for offer in changed]
    finally:
        await connection.close()
    slowest = quantile(seconds[FIRST_CHANGES:], 0.99) * 1000
    return Figure(name="Kette eines Quartiers nach einer Änderung neu, 99 %", unit="ms", value=slowest, target=MOST_MS)


async def _seconds_to_chain(
    platform: TestPlatform, offers: StartedService, connection: asyncpg.Connection, offer: Any
) -> float:
    headers = {**platform.headers(), "If-Match": f'"{offer["version"]}"'}
    answer = await offers.http.post(f"/offers/{offer['id']}/pause", headers=headers)
    begun = perf_counter()
    position = int(answer.raise_for_status().headers["Event-Position"])
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await connection.fetchval(_IS_TOLD, position, offer["network"]):  # noqa: ASYNC110 - in the database
            await asyncio.sleep(LOOK_SECONDS)
    return perf_counter() - begun
