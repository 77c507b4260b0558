"""`/services`: our visible offers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import Response

from services.offers.api.hsds.answers import AskedBy, page_of
from services.offers.api.hsds.asked import wanted_services
from services.offers.api.hsds.query import ServiceQuery
from services.offers.api.hsds.schemas import LISTED, SINGLE, HsdsPage
from services.offers.domain.hsds.record import Json, OfferRecord
from services.offers.domain.hsds.services import full_service_of, minimal_service_of, service_of
from services.offers.domain.hsds.wanted import WantedServices
from services.offers.storage.hsds import histories, records, surroundings
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Edge

router = APIRouter(prefix="/services", tags=["hsds"], dependencies=[Depends(require(PUBLIC))])

OFFERS_A_STRETCH = 200
SERVICES_AT_ONCE = 50


@router.get("", response_model=HsdsPage, responses=LISTED)
async def list_services(query: Annotated[ServiceQuery, Query()], edge: ServiceEdge, reader: AskedBy) -> Response:
    """Return services in the order of their ids: a page, or with `format=ndjson` all of them."""
    async with edge.reading() as connection:
        wanted = await wanted_services(connection, query, now=edge.clock())
        if query.format == "ndjson":
            return reader.streamed(_stretches(edge, wanted, query))
        total = await records.count(connection, wanted)
        found = await records.page(connection, wanted, limit=query.per_page, offset=query.offset)
        contents = await _told(connection, found, query)
    return reader.given(page_of(contents, total=total, page=query.page, per_page=query.per_page))


@router.get("/{id}", response_model=dict[str, Any], responses=SINGLE)
async def get_service(id: UUID, edge: ServiceEdge, reader: AskedBy) -> Response:  # noqa: A002 - HSDS calls the parameter so
    """Return a service with everything nested in it."""
    async with edge.reading() as connection:
        found = await records.some(connection, [id])
        if not found:
            raise NotVisible
        told = await full_services(connection, found)
    return reader.given(told[0])


async def full_services(connection: AsyncConnection, found: Sequence[OfferRecord]) -> list[Json]:
    """Return services with everything nested in them."""
    around = await surroundings.of_records(connection, found)
    history = await histories.of_records(connection, found)
    told: list[Json] = []
    for record in found:
        told.append(full_service_of(record, around, history.get(record.id, ())))
        if len(told) % SERVICES_AT_ONCE == 0:
            await asyncio.sleep(0)  # others are let in between
    return told


async def _told(connection: AsyncConnection, found: Sequence[OfferRecord], query: ServiceQuery) -> list[Json]:
    if query.minimal:
        return [minimal_service_of(record) for record in found]
    if query.full:
        return await full_services(connection, found)
    around = await surroundings.of_records(connection, found)
    return [service_of(record, around) for record in found]


async def _stretches(edge: Edge, wanted: WantedServices, query: ServiceQuery) -> AsyncIterator[list[Json]]:
    """A stretch is read and let go of before it is sent: whoever reads slowly holds no connection."""
    after: str | None = None
    while True:
        async with edge.reading() as connection:
            found = await records.stretch(connection, wanted, limit=OFFERS_A_STRETCH, after=after)
            told = await _told(connection, found, query)
        yield told
        if len(found) < OFFERS_A_STRETCH:
            return
        after = found[-1].id
