"""Organisations that were merged in the registry: offers keep the id under which they were made, an undone merge gives them back.

Whoever reads is told the organisation that stands there now, over however many merges.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.storage.tables import PARTNER_ALIASES

ALIAS = PARTNER_ALIASES.c
MOST_MERGED = 10_000


async def survivors(connection: AsyncConnection, organisations: Collection[UUID]) -> Mapping[UUID, UUID]:
    """Return for each of these organisations the one that it stands for; most stand for themselves."""
    asked = ALIAS.partner == any_(literal(list(organisations), ARRAY(Uuid)))
    chain = select(ALIAS.partner.label("asked"), ALIAS.stands_for.label("leads_to")).where(
        asked, ALIAS.undone.is_(False)
    )
    steps = chain.cte("steps", recursive=True)
    onwards = select(steps.c.asked, ALIAS.stands_for).join(PARTNER_ALIASES, ALIAS.partner == steps.c.leads_to)
    steps = steps.union(onwards.where(ALIAS.undone.is_(False)))
    has_next = select(ALIAS.partner).where(ALIAS.partner == steps.c.leads_to, ALIAS.undone.is_(False)).exists()
    last = (await connection.execute(select(steps.c.asked, steps.c.leads_to).where(~has_next))).all()
    return {organisation: organisation for organisation in organisations} | {row.asked: row.leads_to for row in last}


async def merged(connection: AsyncConnection) -> Mapping[UUID, UUID]:
    """Return what each merged organisation stands for today."""
    gone = select(ALIAS.partner).where(ALIAS.undone.is_(False)).order_by(ALIAS.partner).limit(MOST_MERGED)
    return await survivors(connection, (await connection.execute(gone)).scalars().all())


async def survivor(connection: AsyncConnection, organisation: UUID) -> UUID:
    """Return the organisation that this one stands for."""
    return (await survivors(connection, [organisation]))[organisation]


async def entries(connection: AsyncConnection, organisations: Collection[UUID]) -> frozenset[UUID]:
    """Return the organisations and all their aliases."""
    own = select(func.unnest(literal(list(organisations), ARRAY(Uuid)), type_=Uuid).label("id"))
    found = own.cte("entries", recursive=True)
    aliases = select(ALIAS.partner).join(found, ALIAS.stands_for == found.c.id).where(ALIAS.undone.is_(False))
    return frozenset((await connection.execute(select(found.union(aliases).c.id))).scalars())
