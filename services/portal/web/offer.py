"""An offer's page: everything a family needs to go there."""

import asyncio

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from services.portal.storage.partners import organisations_named
from services.portal.storage.quarters import all_phases, find_quarter
from services.portal.web.addresses import OfferId
from services.portal.web.equipment import PortalEquipment
from services.portal.web.structured import structured
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(prefix="/angebot/{offer_id}", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


@router.get("")
async def offer_page(offer_id: OfferId, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Show one offer."""
    told, dates = await asyncio.gather(equipment.catalogue.offer(offer_id), equipment.catalogue.dates(offer_id))
    offer = told.content
    equipment.insist_on_showing(offer)
    async with edge.reading() as connection:
        quarter = await find_quarter(connection, offer.network)
        phases = await all_phases(connection)
        organisations = await organisations_named(connection, {offer.organisation})
    coming = dates.dates or tuple(offer.dates_from(equipment.running.clock()))
    organisation = organisations.get(offer.organisation)
    address = f"{equipment.settings.public_url}/angebot/{offer.id}"
    return equipment.public_page(
        request,
        "offer.html",
        made_of=(told.etag, told.as_of, coming, quarter, tuple(phases), organisation),
        as_of=told.as_of,
        context=lambda: {
            "offer": offer,
            "quarter": quarter,
            "phases": [phase for phase in phases if phase.ages.overlaps(offer.interval)],
            "organisation": organisation,
            "dates": coming,
            "address": address,
            "structured": structured(offer, coming, organisation=organisation, url=address),
        },
    )
