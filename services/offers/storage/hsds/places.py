"""Which visible offers take place where: one row for each place of each offer that passes the filters."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Float, Select, Text, Uuid, column, func, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.hsds.wanted import Circle, WantedServices
from services.offers.storage.hsds.conditions import own_conditions, place_condition
from services.offers.storage.hsds.tables import HSDS_SERVICES
from services.offers.storage.tables import OFFERS


@dataclass(frozen=True, slots=True)
class PlacedOffer:
    """An offer at one of its places."""

    offer: UUID
    service_at_location: UUID


async def count(connection: AsyncConnection, wanted: WantedServices) -> int:
    """Return how many places of offers pass."""
    return int(await connection.scalar(select(func.count()).select_from(_passing(wanted).subquery())) or 0)


async def page(connection: AsyncConnection, wanted: WantedServices, *, limit: int, offset: int) -> list[PlacedOffer]:
    """Return some of them, in the order of the offers' ids."""
    return await _read(connection, _passing(wanted).limit(limit).offset(offset))


async def stretch(
    connection: AsyncConnection, wanted: WantedServices, *, limit: int, after: PlacedOffer | None
) -> list[PlacedOffer]:
    """Return the next ones behind one."""
    query = _passing(wanted).limit(limit)
    if after is not None:
        query = query.where(tuple_(OFFERS.c.id, column("here", Uuid)) > (after.offer, after.service_at_location))
    return await _read(connection, query)


async def around_postcodes(connection: AsyncConnection, codes: Sequence[str], *, metres: float) -> list[Circle]:
    """Return a circle around the middle of all known places of each postal code; a code without a known place has none."""
    service = HSDS_SERVICES.c
    places = _unnested()
    known = column("latitude", Float).is_not(None)
    query = (
        select(column("postcode"), func.avg(column("latitude", Float)), func.avg(column("longitude", Float)))
        .select_from(HSDS_SERVICES.join(places, true()))
        .where(service.postcodes.overlap(list(codes)), column("postcode", Text).in_(codes), known)
        .group_by(column("postcode"))
        .order_by(column("postcode"))
    )
    return [Circle(latitude, longitude, metres) for _, latitude, longitude in await connection.execute(query)]


def _passing(wanted: WantedServices) -> Select[Any]:
    place = place_condition(wanted, column("latitude", Float), column("longitude", Float), column("postcode", Text))
    joined = OFFERS.join(HSDS_SERVICES, HSDS_SERVICES.c.offer == OFFERS.c.id).join(_unnested(), true())
    query = select(OFFERS.c.id, column("here", Uuid)).select_from(joined).where(*own_conditions(wanted))
    return (query if place is None else query.where(place)).order_by(OFFERS.c.id, column("here", Uuid))


def _unnested() -> Any:
    service = HSDS_SERVICES.c
    lists = func.unnest(service.service_at_locations, service.latitudes, service.longitudes, service.postcodes)
    return lists.table_valued("here", "latitude", "longitude", "postcode").render_derived().lateral()


async def _read(connection: AsyncConnection, query: Select[Any]) -> list[PlacedOffer]:
    return [PlacedOffer(offer, place) for offer, place in await connection.execute(query)]


def by_offer(placed: Sequence[PlacedOffer]) -> dict[UUID, list[UUID]]:
    """Return the places of each offer."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for each in placed:
        found[each.offer].append(each.service_at_location)
    return found
