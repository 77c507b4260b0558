"""`/service_at_locations`: our visible offers at each of their places."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import Response

from services.offers.api.hsds.answers import AskedBy, page_of
from services.offers.api.hsds.asked import wanted_services
from services.offers.api.hsds.query import OfferQuery
from services.offers.api.hsds.schemas import LISTED, SINGLE, HsdsPage
from services.offers.domain.hsds.locations import places_of, service_at_location_of
from services.offers.domain.hsds.record import Json, OfferRecord
from services.offers.domain.hsds.surroundings import Surroundings
from services.offers.domain.hsds.wanted import WantedServices
from services.offers.storage.hsds import places, records, surroundings
from services.offers.storage.hsds.places import PlacedOffer
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Edge

router = APIRouter(prefix="/service_at_locations", tags=["hsds"], dependencies=[Depends(require(PUBLIC))])

PLACES_A_STRETCH = 200


@router.get("", response_model=HsdsPage, responses=LISTED)
async def list_service_at_locations(
    query: Annotated[OfferQuery, Query()], edge: ServiceEdge, reader: AskedBy
) -> Response:
    """Return services at their places in the order of the services' ids: a page, or with `format=ndjson` all of them."""
    async with edge.reading() as connection:
        wanted = await wanted_services(connection, query, now=edge.clock())
        if query.format == "ndjson":
            return reader.streamed(_stretches(edge, wanted, full=query.full))
        total = await places.count(connection, wanted)
        found = await places.page(connection, wanted, limit=query.per_page, offset=query.offset)
        contents = await _told(connection, found, full=query.full)
    return reader.given(page_of(contents, total=total, page=query.page, per_page=query.per_page))


@router.get("/{id}", response_model=dict[str, Any], responses=SINGLE)
async def get_service_at_location(id: UUID, edge: ServiceEdge, reader: AskedBy) -> Response:  # noqa: A002 - HSDS calls the parameter so
    """Return one with everything nested in it."""
    async with edge.reading() as connection:
        record = await records.of_service_at_location(connection, id)
        if record is None:
            raise NotVisible
        around = await surroundings.of_records(connection, [record])
    told = _at(record, around, str(id), full=True)
    if told is None:
        raise NotVisible
    return reader.given(told)


async def _told(connection: AsyncConnection, found: Sequence[PlacedOffer], *, full: bool) -> list[Json]:
    offers = {record.id: record for record in await records.some(connection, {each.offer for each in found})}
    around = await surroundings.of_records(connection, offers.values())
    told = (
        _at(offers[str(each.offer)], around, str(each.service_at_location), full=full)
        for each in found
        if str(each.offer) in offers
    )
    return [each for each in told if each is not None]


def _at(record: OfferRecord, around: Surroundings, id_: str, *, full: bool) -> Json | None:
    """Return None where the offer has left the place between two queries."""
    place = next((place for place in places_of(record) if place[0] == id_), None)
    return service_at_location_of(record, around, place, full=full) if place is not None else None


async def _stretches(edge: Edge, wanted: WantedServices, *, full: bool) -> AsyncIterator[list[Json]]:
    after: PlacedOffer | None = None
    while True:
        async with edge.reading() as connection:
            found = await places.stretch(connection, wanted, limit=PLACES_A_STRETCH, after=after)
            told = await _told(connection, found, full=full)
        yield told
        if len(found) < PLACES_A_STRETCH:
            return
        after = found[-1]
