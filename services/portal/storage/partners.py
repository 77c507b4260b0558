"""Organisations by name, and who works in which quarter."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.portal.storage.tables import MEMBERSHIPS, PARTNERS

MOST_PARTNERS = 1000


@dataclass(frozen=True, slots=True)
class Organisation:
    """A partner by name."""

    id: UUID
    label: str


async def organisations_named(connection: AsyncConnection, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the names of organisations; an unknown one is absent."""
    query = select(PARTNERS.c.id, PARTNERS.c.label).where(PARTNERS.c.id.in_(ids))
    return {row.id: row.label for row in await connection.execute(query)}


async def organisations_in(connection: AsyncConnection, networks: Collection[str]) -> Sequence[Organisation]:
    """Return the present members of some networks in the order of their names."""
    members = select(MEMBERSHIPS.c.partner).where(MEMBERSHIPS.c.network.in_(networks), MEMBERSHIPS.c.left_on.is_(None))
    return await _organisations(connection, PARTNERS.c.id.in_(members))


async def organisations_among(connection: AsyncConnection, ids: Collection[UUID]) -> Sequence[Organisation]:
    """Return some organisations in the order of their names."""
    return await _organisations(connection, PARTNERS.c.id.in_(ids))


async def networks_of(connection: AsyncConnection, organisations: Collection[UUID]) -> frozenset[str]:
    """Return the networks in which one of the organisations is a member now."""
    query = select(MEMBERSHIPS.c.network).where(
        MEMBERSHIPS.c.partner.in_(organisations), MEMBERSHIPS.c.left_on.is_(None)
    )
    return frozenset((await connection.execute(query)).scalars())


async def _organisations(connection: AsyncConnection, condition: ColumnElement[bool]) -> Sequence[Organisation]:
    query = select(PARTNERS.c.id, PARTNERS.c.label).where(condition)
    rows = await connection.execute(query.order_by(PARTNERS.c.sort_key, PARTNERS.c.id).limit(MOST_PARTNERS))
    return [Organisation(row.id, row.label) for row in rows]
