"""Which types of partners a network has."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.storage.memberships import holding_on
from services.registry.storage.tables import MEMBERSHIPS, PARTNERS


async def counted(connection: AsyncConnection, network: str, *, today: date) -> dict[str, int]:
    """Return how many members of today the network has of each type."""
    query = (
        select(PARTNERS.c.partner_type, func.count())
        .join(MEMBERSHIPS, MEMBERSHIPS.c.partner == PARTNERS.c.id)
        .where(MEMBERSHIPS.c.network == network, holding_on(today), PARTNERS.c.merged_into.is_(None))
        .group_by(PARTNERS.c.partner_type)
        .order_by(PARTNERS.c.partner_type)
    )
    return {row[0]: row[1] for row in await connection.execute(query)}
