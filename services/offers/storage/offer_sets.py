"""Writes offers in sets: as many statements for a thousand as for one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer import Offer
from services.offers.storage.hsds import index
from services.offers.storage.rows import row_of
from services.offers.storage.search import documents
from services.offers.storage.tables import OFFERS
from shared.database.sets import write_all


async def add_all(connection: AsyncConnection, offers: Sequence[Offer], *, at: datetime) -> bool:
    """Insert new offers; return False when somebody else was faster with one of the ids."""
    added = await write_all(connection, OFFERS, [row_of(offer, at=at) for offer in offers], conflict="skip")
    if len(added) < len(offers):
        return False
    await documents.keep(connection, offers, at=at)
    await index.keep(connection, offers)
    return True


async def save_all(connection: AsyncConnection, offers: Sequence[Offer], *, at: datetime) -> None:
    """Write the next versions of offers that were read `for_change`."""
    await write_all(connection, OFFERS, [row_of(offer, at=at) for offer in offers], conflict="replace")
    await documents.keep(connection, offers, at=at)
    await index.keep(connection, offers)
