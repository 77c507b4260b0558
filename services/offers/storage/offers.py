"""Reads and writes single offers."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer import Offer
from services.offers.domain.offer_status import HIDDEN
from services.offers.storage.hsds import index
from services.offers.storage.rows import offer_of, row_of
from services.offers.storage.search import documents
from services.offers.storage.tables import OFFERS, STATE


async def find(connection: AsyncConnection, offer_id: UUID, *, for_change: bool = False) -> Offer | None:
    """Return an offer; `for_change` locks its row until the transaction ends, so that nobody changes it meanwhile."""
    query = select(*STATE).where(OFFERS.c.id == offer_id)
    row = (await connection.execute(query.with_for_update() if for_change else query)).mappings().one_or_none()
    return offer_of(row) if row is not None else None


async def find_all(
    connection: AsyncConnection, offer_ids: Collection[UUID], *, for_change: bool = False
) -> list[Offer]:
    """Return those of the offers that there are, in the order of their ids; `for_change` locks their rows in that order."""
    among = OFFERS.c.id == any_(literal(list(offer_ids), ARRAY(Uuid)))
    query = select(*STATE).where(among).order_by(OFFERS.c.id)
    rows = await connection.execute(query.with_for_update() if for_change else query)
    return [offer_of(row) for row in rows.mappings()]


async def find_due(connection: AsyncConnection, now: datetime, *, most: int) -> list[Offer]:
    """Return offers whose planned publication is due, locked; those that somebody else holds are left to them."""
    hidden = [status.value for status in HIDDEN]
    due = (OFFERS.c.publish_at <= now, OFFERS.c.status.in_(hidden))
    query = select(*STATE).where(*due).order_by(OFFERS.c.publish_at, OFFERS.c.id).limit(most)
    return [offer_of(row) for row in (await connection.execute(query.with_for_update(skip_locked=True))).mappings()]


async def add(connection: AsyncConnection, offer: Offer, *, at: datetime) -> bool:
    """Insert a new offer; return False, and change nothing, when another one was faster with this id."""
    statement = insert(OFFERS).values(row_of(offer, at=at)).on_conflict_do_nothing()
    if (await connection.execute(statement)).rowcount != 1:
        return False
    await documents.keep(connection, [offer], at=at)
    await index.keep(connection, [offer])
    return True


async def save(connection: AsyncConnection, offer: Offer, *, at: datetime) -> None:
    """Write the next version of an offer that was read `for_change`."""
    await connection.execute(update(OFFERS).where(OFFERS.c.id == offer.id).values(row_of(offer, at=at)))
    await documents.keep(connection, [offer], at=at)
    await index.keep(connection, [offer])
