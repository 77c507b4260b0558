"""Makes search documents anew where none is, where rules have changed, and weekly, so that the coming dates are in them."""

import asyncio
from datetime import timedelta

from services.offers.domain.search.derivation import document_of
from services.offers.storage.search import documents
from shared.calendar_day import local_day
from shared.messaging.edge import Edge

# So few that nobody who searches meanwhile waits for longer than for another search.
OFFERS_A_STEP = 20
OLDEST_DAYS = 7


async def refresh_documents(edge: Edge) -> int:
    """Make all that are missing or old, some in each transaction; return how many."""
    made = 0
    while count := await _step(edge):
        made += count
    return made


async def _step(edge: Edge) -> int:
    async with edge.transaction() as work:
        today = local_day(work.now)
        oldest = today - timedelta(days=OLDEST_DAYS)
        found = await documents.to_be_made(work.connection, made_before=oldest, limit=OFFERS_A_STEP)
        if found:
            fresh = []
            for offer, changed_at in found:
                fresh.append((offer, document_of(offer, now=work.now, changed_at=changed_at)))
                await asyncio.sleep(0)
            number = await documents.next_refresh(work.connection)
            await documents.write(work.connection, fresh, made_on=today, refresh=number)
    return len(found)
