"""`/organizations`: the partner institutions."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import Response

from services.offers.api.hsds.answers import AskedBy, page_of
from services.offers.api.hsds.asked import wanted_organizations
from services.offers.api.hsds.query import OrganizationQuery
from services.offers.api.hsds.schemas import LISTED, SINGLE, HsdsPage
from services.offers.api.hsds.services import full_services
from services.offers.domain.hsds.organizations import full_organization_of, organization_of
from services.offers.domain.hsds.record import Json
from services.offers.domain.hsds.surroundings import Organisation
from services.offers.storage.aliases import entries, survivor
from services.offers.storage.hsds import organizations, records, surroundings
from services.offers.storage.hsds.organizations import WantedOrganizations
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Edge

router = APIRouter(prefix="/organizations", tags=["hsds"], dependencies=[Depends(require(PUBLIC))])

ORGANISATIONS_A_STRETCH = 100
SERVICES_OF_SO_MANY = 5
"""Organizations whose services are told with them are taken a few at a time: each may have hundreds."""


@router.get("", response_model=HsdsPage, responses=LISTED)
async def list_organizations(
    query: Annotated[OrganizationQuery, Query()], edge: ServiceEdge, reader: AskedBy
) -> Response:
    """Return organizations in the order of their ids: a page, or with `format=ndjson` all of them."""
    async with edge.reading() as connection:
        wanted = await wanted_organizations(connection, query)
        if query.format == "ndjson":
            return reader.streamed(_stretches(edge, wanted, query))
        total = await organizations.count(connection, wanted)
        found = await organizations.page(connection, wanted, limit=query.per_page, offset=query.offset)
        contents = await _told(connection, found, full=query.full, with_services=query.full_service)
    return reader.given(page_of(contents, total=total, page=query.page, per_page=query.per_page))


@router.get("/{id}", response_model=dict[str, Any], responses=SINGLE)
async def get_organization(
    id: UUID,  # noqa: A002 - HSDS calls the parameter so
    *,
    edge: ServiceEdge,
    reader: AskedBy,
    full_service: bool = False,
) -> Response:
    """Return an organization with all that belongs to it; of a merged one, the one that is left."""
    async with edge.reading() as connection:
        found = await organizations.some(connection, [await survivor(connection, id)])
        if not found:
            raise NotVisible
        told = await _told(connection, found, full=True, with_services=full_service)
    return reader.given(told[0])


async def _told(
    connection: AsyncConnection, found: Sequence[Organisation], *, full: bool, with_services: bool
) -> list[Json]:
    around = await surroundings.of_organisations(connection, found)
    tell = full_organization_of if full else organization_of
    told = [tell(each, around) for each in found]
    if with_services:
        services = await _services(connection, found)
        told = [{**each, "services": services[each["id"]]} for each in told]
    return told


async def _services(connection: AsyncConnection, found: Sequence[Organisation]) -> dict[str, list[Json]]:
    makers = await entries(connection, {UUID(each.id) for each in found})
    offers = await records.of_organizations(connection, makers)
    services: dict[str, list[Json]] = defaultdict(list)
    for service in await full_services(connection, offers):
        services[service["organization_id"]].append(service)
    return services


async def _stretches(edge: Edge, wanted: WantedOrganizations, query: OrganizationQuery) -> AsyncIterator[list[Json]]:
    after: str | None = None
    most = SERVICES_OF_SO_MANY if query.full_service else ORGANISATIONS_A_STRETCH
    while True:
        async with edge.reading() as connection:
            found = await organizations.stretch(connection, wanted, limit=most, after=after)
            told = await _told(connection, found, full=query.full, with_services=query.full_service)
        yield told
        if len(found) < most:
            return
        after = found[-1].id
