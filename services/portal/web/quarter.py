"""A quarter's page: what there is for families, by life phase, by the child's age, by words and filters, and what comes next."""

import asyncio
from collections.abc import Callable, Sequence

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import Response

from services.portal.domain.filters import RADII_METRES
from services.portal.neighbours.catalogue import Catalogue, Told
from services.portal.neighbours.found import FoundPage
from services.portal.neighbours.offer import Offer
from services.portal.neighbours.refusals import CatalogueAway
from services.portal.neighbours.wanted import Wanted
from services.portal.storage.places import places_of
from services.portal.storage.quarters import Phase, Quarter, all_phases, find_quarter
from services.portal.web.addresses import Network
from services.portal.web.chips import chips_of
from services.portal.web.equipment import PortalEquipment
from services.portal.web.quarter_filter import AskedFor, QuarterFilter
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible

router = APIRouter(dependencies=[Depends(require(PUBLIC))], include_in_schema=False)

OFFERS_OF_NEXT_PHASE = 3


@router.get("/quartier/{network}")
async def quarter_page(
    network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment, asked: AskedFor
) -> Response:
    """Show a quarter's offers; while the catalogue is away, the last known ones with their age."""
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
        phases = await all_phases(connection)
        places = await places_of(connection, network)
    phase = next((phase for phase in phases if phase.key == asked.phase), None)
    place = asked.place_among(places)
    coming = phase_after(phases, asked, phase)
    told, next_offers = await asyncio.gather(
        equipment.catalogue.search(network, asked.wanted(near=place), phase_ages=phase.ages if phase else None),
        _first_of(equipment.catalogue, network, coming),
    )
    made_of = (told.etag, told.as_of, next_offers.etag if next_offers else "", quarter, tuple(phases), tuple(places))
    return equipment.public_page(
        request,
        "quarter.html",
        made_of=made_of,
        as_of=told.as_of,
        context=lambda: {
            "quarter": quarter,
            "phases": phases,
            "phase": phase,
            "places": places,
            "place": place,
            "asked": asked,
            "found": told.content,
            "coming": coming,
            "next_offers": next_offers.content if next_offers else None,
            "accent_of": accents(phases),
            "chips_of": chips_of,
            "radii": RADII_METRES,
            "picture": equipment.settings.picture,
        },
    )


async def quarter_of(connection: AsyncConnection, network: str) -> Quarter:
    """Return the quarter; raises NotVisible when nobody told of it."""
    quarter = await find_quarter(connection, network)
    if quarter is None:
        raise NotVisible
    return quarter


def accents(phases: Sequence[Phase]) -> Callable[[Offer], int]:
    """Return what colours an offer: the number of the first life phase it reaches."""

    def accent(offer: Offer) -> int:
        return next((phase.number for phase in phases if phase.ages.overlaps(offer.interval)), 6)

    return accent


def phase_after(phases: Sequence[Phase], asked: QuarterFilter, phase: Phase | None) -> Phase | None:
    """Return the phase that comes for the child, when its age or its phase was said."""
    now = phase or _phase_of(phases, asked)
    if now is None:
        return None
    return next((later for later in phases if later.number == now.number + 1), None)


def _phase_of(phases: Sequence[Phase], asked: QuarterFilter) -> Phase | None:
    age = -1 if asked.is_unborn else asked.age_months
    return next((phase for phase in phases if age is not None and phase.ages.contains(age)), None)


async def _first_of(catalogue: Catalogue, network: str, phase: Phase | None) -> Told[FoundPage] | None:
    """Return a few offers of a phase; a page is worth showing without them."""
    if phase is None:
        return None
    wanted = Wanted(phase=phase.key)
    try:
        return await catalogue.search(network, wanted, phase_ages=phase.ages, limit=OFFERS_OF_NEXT_PHASE, facets=False)
    except (CatalogueAway, NotVisible):
        return None
