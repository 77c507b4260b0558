"""Names that rows of a list refer to, read once a list."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.storage.overview import MOST_NETWORKS
from services.dashboard.storage.tables import NETWORKS, PARTNER_ALIASES, PARTNERS

UNKNOWN = "–"


async def network_names(connection: AsyncConnection) -> Mapping[str, str]:
    """Return the quarters' short names by key, in the order of their names."""
    query = select(NETWORKS.c.id, NETWORKS.c.short_label).order_by(NETWORKS.c.sort_key, NETWORKS.c.id)
    return {row.id: row.short_label for row in await connection.execute(query.limit(MOST_NETWORKS))}


async def partner_names(connection: AsyncConnection, partners: Iterable[UUID]) -> Mapping[UUID, str]:
    """Return what partners are called today; one that was merged is called as the one that is left."""
    ids = set(partners)
    alias = PARTNER_ALIASES.c
    merged = select(alias.partner, alias.stands_for).where(alias.partner.in_(ids), ~alias.undone)
    stands_for = {row.partner: row.stands_for for row in await connection.execute(merged)}
    wanted = {*ids, *stands_for.values()}
    query = select(PARTNERS.c.id, PARTNERS.c.label).where(PARTNERS.c.id.in_(wanted))
    labels = {row.id: row.label for row in await connection.execute(query)}
    return {partner: labels.get(stands_for.get(partner, partner), UNKNOWN) for partner in ids}
