"""The chain of the organisations above a partner."""

from uuid import UUID

from sqlalchemy import Integer, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.partner import Partner
from services.registry.storage.partners import partner_of
from services.registry.storage.tables import PARTNERS

# No Träger has as many above it; the limit only bounds a query.
LONGEST = 50


async def above(connection: AsyncConnection, partner_id: UUID) -> list[Partner]:
    """Return the organisations above a partner, the nearest first."""
    chain = select(PARTNERS.c.id, PARTNERS.c.parent, literal(0, Integer).label("steps")).where(
        PARTNERS.c.id == partner_id
    )
    upwards = chain.cte("chain", recursive=True)
    next_one = select(PARTNERS.c.id, PARTNERS.c.parent, (upwards.c.steps + 1).label("steps"))
    upwards = upwards.union_all(
        next_one.join(upwards, PARTNERS.c.id == upwards.c.parent).where(upwards.c.steps < LONGEST)
    )
    query = select(PARTNERS).join(upwards, upwards.c.id == PARTNERS.c.id).where(upwards.c.steps > 0)
    rows = await connection.execute(query.order_by(upwards.c.steps))
    return [partner_of(row) for row in rows.mappings()]
