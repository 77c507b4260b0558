"""Places that families of a quarter know: its anchor sites."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.portal.storage.tables import ANCHOR_SITES

MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """An anchor site that can be found on a map; WGS 84 degrees."""

    id: UUID
    label: str
    address: str | None
    latitude: float
    longitude: float


async def places_of(connection: AsyncConnection, network: str) -> Sequence[KnownPlace]:
    """Return the places of a quarter whose coordinates are known, in the order of their names."""
    table = ANCHOR_SITES.c
    query = (
        select(table.id, table.label, table.address, table.latitude, table.longitude)
        .where(table.network == network, table.latitude.is_not(None), table.longitude.is_not(None))
        .order_by(table.sort_key, table.id)
        .limit(MOST_PLACES)
    )
    return [KnownPlace(*row) for row in await connection.execute(query)]
