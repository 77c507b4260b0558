"""What one can do with an offer: put its dates into a calendar, and hang it up at an anchor site."""

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from services.portal.storage.partners import organisations_named
from services.portal.web.addresses import OfferId
from services.portal.web.equipment import PortalEquipment
from services.portal.web.qr_code import qr_code
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(prefix="/angebot/{offer_id}", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


@router.get("/termine.ics")
async def calendar(offer_id: OfferId, equipment: PortalEquipment) -> Response:
    """Give the dates as a calendar file, so that a family's browser speaks to nobody but us."""
    content = await equipment.catalogue.calendar(offer_id)
    file = {"Content-Disposition": 'attachment; filename="termine.ics"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=file)


@router.get("/aushang")
async def poster(offer_id: OfferId, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Show a page that prints as one sheet of A4, with a QR code that leads to the offer in everybody's own language."""
    offer = (await equipment.catalogue.offer(offer_id)).content
    equipment.insist_on_showing(offer)
    async with edge.reading() as connection:
        organisations = await organisations_named(connection, {offer.organisation})
    address = f"{equipment.settings.public_url}/angebot/{offer_id}"
    return equipment.page(
        request,
        "poster.html",
        offer=offer,
        organisation=organisations.get(offer.organisation),
        address=address,
        code=qr_code(address),
    )
