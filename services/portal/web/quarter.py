"""A quarter's page: what there is for families, by life phase, by the child's age, by language, by words."""

import asyncio
from collections.abc import Callable, Sequence

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import Response

from services.portal.neighbours.catalogue import Catalogue
from services.portal.neighbours.offer import Offer, Overview
from services.portal.neighbours.refusals import CatalogueAway
from services.portal.storage.partners import organisations_named
from services.portal.storage.quarters import Phase, Quarter, all_phases, find_quarter
from services.portal.web.addresses import Network, OfferId
from services.portal.web.equipment import PortalEquipment
from services.portal.web.quarter_filter import AskedFor
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible

router = APIRouter(dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


@router.get("/quartier/{network}")
async def quarter_page(
    network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment, asked: AskedFor
) -> Response:
    """Show a quarter's offers; while the catalogue is away, the last known ones with their age."""
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
        phases = await all_phases(connection)
    phase = next((phase for phase in phases if phase.key == asked.phase), None)
    told, overview = await asyncio.gather(
        equipment.catalogue.offers(network, asked.wanted(), phase_ages=phase.ages if phase else None),
        _overview(equipment.catalogue, network),
    )
    return equipment.page(
        request,
        "quarter.html",
        quarter=quarter,
        phases=phases,
        phase=phase,
        asked=asked,
        offers=told.content.items,
        next=told.content.next,
        as_of=told.as_of,
        overview=overview,
        accent_of=_accents(phases),
        again=asked.again(),
    )


@router.get("/angebot/{offer_id}")
async def offer_page(offer_id: OfferId, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Show one offer."""
    told = await equipment.catalogue.offer(offer_id)
    offer = told.content
    async with edge.reading() as connection:
        quarter = await find_quarter(connection, offer.network)
        phases = await all_phases(connection)
        organisations = await organisations_named(connection, {offer.organisation})
    return equipment.page(
        request,
        "offer.html",
        offer=offer,
        quarter=quarter,
        phases=_phases_of(offer, phases),
        organisation=organisations.get(offer.organisation),
        dates=offer.dates_from(equipment.running.clock()),
        as_of=told.as_of,
    )


async def _overview(catalogue: Catalogue, network: str) -> Overview | None:
    """Return the numbers; a page is worth showing without them, and a quarter may be younger than the catalogue's knowledge of it."""
    try:
        return (await catalogue.overview(network)).content
    except (CatalogueAway, NotVisible):
        return None


async def quarter_of(connection: AsyncConnection, network: str) -> Quarter:
    """Return the quarter; raises NotVisible when nobody told of it."""
    quarter = await find_quarter(connection, network)
    if quarter is None:
        raise NotVisible
    return quarter


def _accents(phases: Sequence[Phase]) -> Callable[[Offer], int]:
    """Return what colours an offer: the number of the first life phase it reaches."""

    def accent(offer: Offer) -> int:
        return next((phase.number for phase in _phases_of(offer, phases)), 6)

    return accent


def _phases_of(offer: Offer, phases: Sequence[Phase]) -> list[Phase]:
    return [phase for phase in phases if phase.ages.overlaps(offer.interval)]
