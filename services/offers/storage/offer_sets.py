"""Reads and writes offers in sets: as many statements for a thousand as for one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer import Offer
from services.offers.storage.rows import offer_of, row_of
from services.offers.storage.tables import OFFERS, STATE
from shared.database.sets import write_all


async def find_all(connection: AsyncConnection, ids: Collection[UUID]) -> Mapping[UUID, Offer]:
    """Return those of the offers that exist, locked until the transaction ends, in the order of ids: two sets can't lock each other out."""
    among = OFFERS.c.id == any_(literal(list(ids), ARRAY(Uuid)))
    rows = await connection.execute(select(*STATE).where(among).order_by(OFFERS.c.id).with_for_update())
    return {row["id"]: offer_of(row) for row in rows.mappings()}


async def add_all(connection: AsyncConnection, offers: Sequence[Offer], *, at: datetime) -> bool:
    """Insert new offers; return False when somebody else was faster with one of the ids."""
    added = await write_all(connection, OFFERS, [row_of(offer, at=at) for offer in offers], conflict="skip")
    return len(added) == len(offers)


async def save_all(connection: AsyncConnection, offers: Sequence[Offer], *, at: datetime) -> None:
    """Write the next versions of offers that `find_all` has locked."""
    await write_all(connection, OFFERS, [row_of(offer, at=at) for offer in offers], conflict="replace")
