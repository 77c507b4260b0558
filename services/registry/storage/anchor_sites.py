"""The repository of anchor sites."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import time
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.anchor_site import AnchorSite
from services.registry.domain.opening import Accessibility, OpeningHours, Room
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
    row = {**asdict(site), "sort_key": sort_key(site.label)}
    plain = {name: to_jsonable_python(row[name]) for name in ("opening_hours", "accessibility", "rooms")}
    await write(connection, ANCHOR_SITES, {**row, **plain})


def _anchor_site(row: RowMapping) -> AnchorSite:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    hours, features, rooms = row["opening_hours"], row["accessibility"], row["rooms"]
    offered = {
        "opening_hours": None if hours is None else tuple(_hours(each) for each in hours),
        "accessibility": None if features is None else tuple(Accessibility(each) for each in features),
        "rooms": None if rooms is None else tuple(_room(each) for each in rooms),
    }
    return AnchorSite(**{**fields, **offered})


def _hours(kept: Mapping[str, Any]) -> OpeningHours:
    opens, closes = time.fromisoformat(kept["opens"]), time.fromisoformat(kept["closes"])
    return OpeningHours(weekday=kept["weekday"], opens=opens, closes=closes)


def _room(kept: Mapping[str, Any]) -> Room:
    return Room(name=kept["name"], seats=kept["seats"], equipment=tuple(kept["equipment"]))
