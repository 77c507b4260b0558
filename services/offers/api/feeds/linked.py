"""An offer as linked data (JSON-LD 1.1), ready to stand in a page as it is."""

from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from services.offers.api.feeds.linked_data import linked_data
from services.offers.api.feeds.outside import OutsideOf
from services.offers.api.feeds.subscribable import subscribable
from services.offers.api.last_change import Changed
from services.offers.storage import offers
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible

router = APIRouter(prefix="/offers", tags=["feeds"], dependencies=[Depends(require(PUBLIC))])
MEDIA_TYPE = "application/ld+json"


@router.get("/{offer_id}.jsonld", response_class=Response)
async def show_linked_data(
    offer_id: UUID, *, edge: ServiceEdge, outside: OutsideOf, changed: Changed, request: Request
) -> Response:
    """Return an offer in the words of schema.org; no text in it can end the script element that holds it."""
    async with edge.reading() as connection:
        offer = await offers.find(connection, offer_id)
    if offer is None or offer.is_hidden:
        raise NotVisible
    said = linked_data(offer, page=outside.page_of(offer.id), now=changed.now.replace(second=0, microsecond=0))
    body = _for_pages(orjson.dumps(said))
    return subscribable(request, body, media_type=MEDIA_TYPE, name="angebot.jsonld", modified=changed.by_minute())


def _for_pages(document: bytes) -> bytes:
    """Return the same document, without the signs that mean something in HTML."""
    for sign, escape in ((b"<", rb"\u003c"), (b">", rb"\u003e"), (b"&", rb"\u0026")):
        document = document.replace(sign, escape)
    return document
