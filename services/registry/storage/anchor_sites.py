"""The repository of anchor sites."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.anchor_site import AnchorSite
from services.registry.domain.sort_key import sort_key
from services.registry.storage.keyset import Window
from services.registry.storage.tables import ANCHOR_SITES
from services.registry.storage.versioned import write


async def find(connection: AsyncConnection, site_id: UUID) -> AnchorSite | None:
    """Return an anchor site, None when there is none."""
    query = select(ANCHOR_SITES).where(ANCHOR_SITES.c.id == site_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _anchor_site(row)


async def listed(connection: AsyncConnection, window: Window, *, network: str | None = None) -> Sequence[AnchorSite]:
    """Return anchor sites by name; with a network only its own."""
    query = select(ANCHOR_SITES)
    if network is not None:
        query = query.where(ANCHOR_SITES.c.network == network)
    rows = await connection.execute(window.of(query, ANCHOR_SITES.c.sort_key, ANCHOR_SITES.c.id))
    return [_anchor_site(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, site: AnchorSite) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, ANCHOR_SITES, {**asdict(site), "sort_key": sort_key(site.label)})


def _anchor_site(row: RowMapping) -> AnchorSite:
    return AnchorSite(**{name: value for name, value in row.items() if name != "sort_key"})
