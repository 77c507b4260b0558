"""Makes anew what HSDS is asked by where none is or where the rules have changed, once after each start."""

import asyncio

from services.offers.storage.hsds import index
from services.offers.storage.search import documents
from shared.hosting.running import Running
from shared.messaging.edge import Edge

# So few that nobody who searches meanwhile waits for longer than for another search.
OFFERS_A_STEP = 20
A_DAY_SECONDS = 86_400.0


async def keep_hsds_index(running: Running) -> None:
    """Look at the start and once a day."""
    while True:
        await make_missing(running.edge)
        await asyncio.sleep(A_DAY_SECONDS)


async def make_missing(edge: Edge) -> int:
    """Make all rows that are missing or old, some in each transaction; return how many."""
    made = 0
    while count := await _step(edge):
        made += count
    return made


async def _step(edge: Edge) -> int:
    async with edge.transaction() as work:
        found = await index.to_be_made(work.connection, limit=OFFERS_A_STEP)
        if found:
            await index.keep(work.connection, found)
            await documents.next_refresh(
                work.connection
            )  # no event tells of it, and lists are remembered until something does
    return len(found)
