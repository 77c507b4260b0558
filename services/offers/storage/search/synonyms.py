"""The repository of synonym groups."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.search.synonyms import SynonymGroup
from services.offers.storage.search.tables import SYNONYMS

MOST_GROUPS = 1_000


async def find(connection: AsyncConnection, group_id: UUID) -> SynonymGroup | None:
    """Return a group, locked for this transaction; None when there is none."""
    query = select(SYNONYMS).where(SYNONYMS.c.id == group_id).with_for_update()
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _group(row)


async def every(connection: AsyncConnection) -> Sequence[SynonymGroup]:
    """Return all groups in the order of their ids."""
    query = select(SYNONYMS).order_by(SYNONYMS.c.id).limit(MOST_GROUPS)
    return [_group(row) for row in (await connection.execute(query)).mappings()]


async def listed(connection: AsyncConnection, *, limit: int, after: UUID | None) -> Sequence[SynonymGroup]:
    """Return a page of groups in the order of their ids."""
    query = select(SYNONYMS).order_by(SYNONYMS.c.id).limit(limit)
    if after is not None:
        query = query.where(SYNONYMS.c.id > after)
    return [_group(row) for row in (await connection.execute(query)).mappings()]


async def count(connection: AsyncConnection) -> int:
    """Return how many groups there are."""
    return int(await connection.scalar(select(func.count()).select_from(SYNONYMS)) or 0)


async def add(connection: AsyncConnection, group: SynonymGroup) -> bool:
    """Insert a new group; return False when another one was faster with this id."""
    row = {"id": group.id, "version": group.version, "terms": list(group.terms)}
    return (await connection.execute(insert(SYNONYMS).values(row).on_conflict_do_nothing())).rowcount == 1


async def save(connection: AsyncConnection, group: SynonymGroup) -> None:
    """Write the next version of a group that was found before."""
    changed = {"version": group.version, "terms": list(group.terms)}
    await connection.execute(update(SYNONYMS).where(SYNONYMS.c.id == group.id).values(changed))


async def remove(connection: AsyncConnection, group_id: UUID) -> None:
    """Delete a group."""
    await connection.execute(delete(SYNONYMS).where(SYNONYMS.c.id == group_id))


def _group(row: RowMapping) -> SynonymGroup:
    return SynonymGroup(id=row["id"], version=row["version"], terms=tuple(row["terms"]))
