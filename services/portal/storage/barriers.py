"""Barriers that people have told us of (BITV NRW: everybody can say so), until the office has dealt with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.portal.storage.tables import BARRIERS

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in somebody's way; `path` is the page, as far as it was said."""

    id: UUID
    told_at: datetime
    path: str
    text: str


async def keep(connection: AsyncConnection, barrier: Barrier) -> None:
    """Keep what was told."""
    row = {"id": barrier.id, "told_at": barrier.told_at, "path": barrier.path, "text": barrier.text}
    await connection.execute(insert(BARRIERS).values(row))


async def oldest(connection: AsyncConnection) -> Sequence[Barrier]:
    """Return what nobody has dealt with, the oldest first."""
    query = select(BARRIERS).order_by(BARRIERS.c.told_at, BARRIERS.c.id).limit(MOST_SHOWN)
    return [Barrier(**row) for row in (await connection.execute(query)).mappings()]


async def remove(connection: AsyncConnection, barrier: UUID) -> None:
    """Delete what was dealt with."""
    await connection.execute(delete(BARRIERS).where(BARRIERS.c.id == barrier))


async def remove_older_than(connection: AsyncConnection, moment: datetime) -> None:
    """Delete what is too old to be kept."""
    await connection.execute(delete(BARRIERS).where(BARRIERS.c.told_at < moment))
