"""The repository of contact points."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import time
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import Column, RowMapping, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.contact_point import ContactPoint, Use, UsedBy
from services.registry.domain.opening import OpeningHours
from services.registry.domain.sort_key import sort_key
from services.registry.storage.bodies.tables import BODIES
from services.registry.storage.groups.tables import WORKING_GROUPS
from services.registry.storage.keyset import Window
from services.registry.storage.tables import ANCHOR_SITES, CONTACT_POINTS, NETWORKS
from services.registry.storage.versioned import write

# Where the things of the registry stand, and the column that says whose they are.
_PLACES: Mapping[UsedBy, tuple[Table, Column[Any]]] = {
    UsedBy.NETWORK: (NETWORKS, NETWORKS.c.id),
    UsedBy.ANCHOR_SITE: (ANCHOR_SITES, ANCHOR_SITES.c.network),
    UsedBy.BODY: (BODIES, BODIES.c.network),
    UsedBy.WORKING_GROUP: (WORKING_GROUPS, WORKING_GROUPS.c.network),
}


async def find(connection: AsyncConnection, point_id: UUID) -> ContactPoint | None:
    """Return a contact point, None when there is none."""
    query = select(CONTACT_POINTS).where(CONTACT_POINTS.c.id == point_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _contact_point(row)


async def listed(
    connection: AsyncConnection,
    window: Window,
    *,
    network: str | None = None,
    organisation: UUID | None = None,
    used_by: Use | None = None,
) -> Sequence[ContactPoint]:
    """Return contact points by name; of a network, of an organisation, or those that one thing shows."""
    table = CONTACT_POINTS
    query = select(table)
    if network is not None:
        query = query.where(table.c.network == network)
    if organisation is not None:
        query = query.where(table.c.organisation == organisation)
    if used_by is not None:
        query = query.where(table.c.uses.contains([to_jsonable_python(used_by)]))
    rows = await connection.execute(window.of(query, table.c.sort_key, table.c.id))
    return [_contact_point(row) for row in rows.mappings()]


async def networks_of(
    connection: AsyncConnection, kind: UsedBy, things: Collection[str]
) -> Mapping[str, str | None] | None:
    """Return which network each registered thing belongs to, None for the city's; None where another service keeps them."""
    if kind not in _PLACES:
        return None
    table, network = _PLACES[kind]
    ids = things if kind is UsedBy.NETWORK else [UUID(thing) for thing in things]
    found = await connection.execute(select(table.c.id, network).where(table.c.id.in_(ids)).order_by(table.c.id))
    return {str(row[0]): row[1] for row in found}


async def save(connection: AsyncConnection, point: ContactPoint) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    plain = {name: to_jsonable_python(getattr(point, name)) for name in ("hours", "uses")}
    await write(connection, CONTACT_POINTS, {**asdict(point), **plain, "sort_key": sort_key(point.label)})


def _contact_point(row: RowMapping) -> ContactPoint:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    hours = None if row["hours"] is None else tuple(_hours(each) for each in row["hours"])
    uses = tuple(Use(kind=UsedBy(each["kind"]), thing=each["thing"]) for each in row["uses"])
    return ContactPoint(**{**fields, "hours": hours, "uses": uses})


def _hours(kept: Mapping[str, Any]) -> OpeningHours:
    opens, closes = time.fromisoformat(kept["opens"]), time.fromisoformat(kept["closes"])
    return OpeningHours(weekday=kept["weekday"], opens=opens, closes=closes)
