"""The repository of merges, and where a partner is pointed to from."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.duplicates.merge import Merge, MovedMembership
from services.registry.domain.membership import Membership
from services.registry.storage.duplicates import pairs
from services.registry.storage.duplicates.tables import PARTNER_MERGES
from services.registry.storage.tables import ANCHOR_SITES, MEMBERSHIPS, PARTNERS
from services.registry.storage.versioned import write

MOVED = ("memberships", "children", "anchor_sites", "parent_replaced")


async def find(connection: AsyncConnection, partner_id: UUID) -> Merge | None:
    """Return the last merge of a partner into another, an undone one too; None when there never was one."""
    query = select(PARTNER_MERGES).where(PARTNER_MERGES.c.partner == partner_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _merge(row)


async def save(connection: AsyncConnection, merge: Merge) -> None:
    """Write a new version and make the partner an alias, or one of its own again; raises ChangedMeanwhile."""
    plain: dict[str, Any] = to_jsonable_python(merge)
    moved = {name: plain[name] for name in MOVED}
    kept = {"partner": merge.partner, "version": merge.version, "into": merge.into, "undone": merge.undone}
    await write(connection, PARTNER_MERGES, {**kept, "moved": moved})
    alias = None if merge.undone else merge.into
    await connection.execute(update(PARTNERS).where(PARTNERS.c.id == merge.partner).values(merged_into=alias))


async def hold(connection: AsyncConnection, *partners: UUID) -> None:
    """Let nobody else change these partners until the transaction ends, nor the queue: it must not pair an alias."""
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


def _merge(row: RowMapping) -> Merge:
    moved = row["moved"]
    return Merge(
        partner=row["partner"],
        into=row["into"],
        version=row["version"],
        undone=row["undone"],
        memberships=tuple(_moved(one) for one in moved["memberships"]),
        children=tuple(UUID(child) for child in moved["children"]),
        anchor_sites=tuple(UUID(site) for site in moved["anchor_sites"]),
        parent_replaced=moved["parent_replaced"],
    )


def _moved(plain: dict[str, Any]) -> MovedMembership:
    gone, stayed = _membership(plain["gone"]), _membership(plain["stayed"])
    assert gone is not None
    return MovedMembership(gone, stayed, plain["gone_version"], plain["stayed_version"])


def _membership(plain: dict[str, Any] | None) -> Membership | None:
    if plain is None:
        return None
    days = {name: plain[name] and date.fromisoformat(plain[name]) for name in ("joined_on", "left_on")}
    return Membership(**{**plain, **days, "partner": UUID(plain["partner"])})
