"""The repository of merges, and where a partner is pointed to from."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import Column, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.duplicates.merge import Merge
from services.registry.storage.duplicates import pairs
from services.registry.storage.duplicates.tables import PARTNER_MERGES
from services.registry.storage.tables import ANCHOR_SITES, MEMBERSHIPS, PARTNERS
from services.registry.storage.versioned import write

MOVED = ("memberships", "children", "anchor_sites", "groups", "things", "parent_replaced")
_READ = TypeAdapter(Merge)


async def find(connection: AsyncConnection, partner_id: UUID) -> Merge | None:
    """Return the last merge of a partner into another, an undone one too; None when there never was one."""
    query = select(PARTNER_MERGES).where(PARTNER_MERGES.c.partner == partner_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    if row is None:
        return None
    return _READ.validate_python({**{name: value for name, value in row.items() if name != "moved"}, **row["moved"]})


async def save(connection: AsyncConnection, merge: Merge) -> None:
    """Write a new version and make the partner an alias, or one of its own again; raises ChangedMeanwhile."""
    plain: dict[str, Any] = to_jsonable_python(merge)
    moved = {name: plain[name] for name in MOVED}
    kept = {"partner": merge.partner, "version": merge.version, "into": merge.into, "undone": merge.undone}
    await write(connection, PARTNER_MERGES, {**kept, "moved": moved})
    alias = None if merge.undone else merge.into
    await connection.execute(update(PARTNERS).where(PARTNERS.c.id == merge.partner).values(merged_into=alias))


async def hold(connection: AsyncConnection, *partners: UUID) -> None:
    """Let nobody else change or name these partners until the transaction ends, nor the queue: it must not pair an alias.

    Whoever names a partner holds its row by `partners.hold_named`, so nothing comes to point to an alias meanwhile.
    """
    await pairs.lock_queue(connection)
    query = (
        select(PARTNERS.c.id).where(PARTNERS.c.id.in_(partners)).order_by(PARTNERS.c.id).with_for_update(key_share=True)
    )
    await connection.execute(query)


async def children_of(connection: AsyncConnection, partner_id: UUID) -> list[UUID]:
    """Return the organisations whose parent it is."""
    query = select(PARTNERS.c.id).where(PARTNERS.c.parent == partner_id).order_by(PARTNERS.c.id)
    return list((await connection.execute(query)).scalars())


async def sites_of(connection: AsyncConnection, partner_id: UUID) -> list[UUID]:
    """Return the anchor sites it operates."""
    query = select(ANCHOR_SITES.c.id).where(ANCHOR_SITES.c.operator == partner_id).order_by(ANCHOR_SITES.c.id)
    return list((await connection.execute(query)).scalars())


async def networks_of(connection: AsyncConnection, partner_id: UUID) -> list[str]:
    """Return the networks it is or was a member of."""
    query = select(MEMBERSHIPS.c.network).where(MEMBERSHIPS.c.partner == partner_id).order_by(MEMBERSHIPS.c.network)
    return list((await connection.execute(query)).scalars())


async def naming(connection: AsyncConnection, column: Column[Any], names: Column[Any], partner_id: UUID) -> list[UUID]:
    """Return the ids in `column` of the rows that name the partner in `names`, in their order."""
    query = select(column).where(names == partner_id).distinct().order_by(column)
    return list((await connection.execute(query)).scalars())


async def lock(connection: AsyncConnection, table: Table, ids: Collection[UUID]) -> None:
    """Wait for those who are changing these things, and let nobody else begin until the transaction ends."""
    await connection.execute(select(table.c.id).where(table.c.id.in_(ids)).order_by(table.c.id).with_for_update())
