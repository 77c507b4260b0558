"""The ids of partners that were removed again; they are never given to another one."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.storage.tables import REMOVED_PARTNERS
from shared.database.sets import write_all


async def note(connection: AsyncConnection, ids: Collection[UUID], *, at: datetime) -> None:
    """Write down that these partners were removed."""
    await write_all(connection, REMOVED_PARTNERS, [{"id": each, "removed_at": at} for each in ids])


async def among(connection: AsyncConnection, ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the ids that belonged to removed partners."""
    table = REMOVED_PARTNERS
    query = select(table.c.id).where(table.c.id == any_(literal(list(ids), ARRAY(Uuid)))).order_by(table.c.id)
    return frozenset((await connection.execute(query)).scalars())
