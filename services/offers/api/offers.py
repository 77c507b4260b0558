"""The offers: making, changing, publishing, withdrawing, reading and finding them."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.access import Editor, Reader, Voice
from services.offers.api.houses import entries_asked, house_of, shown, shown_to_editors
from services.offers.api.last_change import Changed
from services.offers.api.list_items import items_of
from services.offers.api.offer_query import OfferQuery, sight_of
from services.offers.api.schemas import OfferBody, OfferView, ProfessionalView
from services.offers.api.unchanged import document, json_document
from services.offers.storage import offers
from services.offers.storage.offer_list import search
from services.offers.use_cases.change_offer import change_offer
from services.offers.use_cases.draft_offer import draft_offer
from services.offers.use_cases.names import await_names
from services.offers.use_cases.permission import insist_on_changing, may_change
from services.offers.use_cases.publish_offer import publish_offer
from services.offers.use_cases.withdraw_offer import withdraw_offer
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.refusals import NotVisible
from shared.web.cursor import Page, write_cursor
from shared.web.etag import Condition, ExpectedVersion

router = APIRouter(prefix="/offers", tags=["offers"])


@router.put("/{offer_id}", responses={201: {"model": ProfessionalView}})
async def put_offer(
    offer_id: UUID,
    *,
    actor: Editor,
    body: OfferBody,
    condition: Condition,
    edge: ServiceEdge,
    voice: Voice,
    response: Response,
) -> ProfessionalView:
    """Make a draft (`If-None-Match: *`) or change an offer (`If-Match`); an equal content changes nothing."""
    content = body.content()
    insist_on_changing(actor, content)
    await await_names(edge, content)
    async with edge.transaction() as work:
        if condition.expected is None:
            offer = await draft_offer(work, actor, offer_id=offer_id, content=content, voice=voice)
            response.status_code = 201
        else:
            offer = await change_offer(
                work,
                actor,
                offer_id=offer_id,
                expected=condition.expected,
                revise=body.upon,
                voice=voice,
                tells_subscribers=body.tell_subscribers,
            )
        house = await house_of(work.connection, offer)
    answer(response, work, version=offer.version)
    return shown_to_editors(offer, house)


@router.post("/{offer_id}/publish")
async def publish(
    offer_id: UUID, *, actor: Editor, expected: ExpectedVersion, edge: ServiceEdge, voice: Voice, response: Response
) -> ProfessionalView:
    """Make a draft public."""
    async with edge.transaction() as work:
        offer = await publish_offer(work, actor, offer_id=offer_id, expected=expected, voice=voice)
        house = await house_of(work.connection, offer)
    answer(response, work, version=offer.version)
    return shown_to_editors(offer, house)


@router.post("/{offer_id}/withdraw")
async def withdraw(
    offer_id: UUID, *, actor: Editor, expected: ExpectedVersion, edge: ServiceEdge, voice: Voice, response: Response
) -> ProfessionalView:
    """End a published offer."""
    async with edge.transaction() as work:
        offer = await withdraw_offer(work, actor, offer_id=offer_id, expected=expected, voice=voice)
        house = await house_of(work.connection, offer)
    answer(response, work, version=offer.version)
    return shown_to_editors(offer, house)


@router.get("/{offer_id}", response_model=ProfessionalView | OfferView)
async def get_offer(offer_id: UUID, edge: ServiceEdge, actor: Reader, changed: Changed, request: Request) -> Response:
    """Return an offer; a draft is there only for those who may change it."""
    async with edge.reading() as connection:
        offer = await offers.find(connection, offer_id)
        if offer is None or (offer.is_hidden and not may_change(actor, offer)):
            raise NotVisible
        house = await house_of(connection, offer)
    # A merge in the registry makes no new version of the offer, so what a reader keeps under this version may name another organisation.
    is_renamed = house != offer.content.organisation
    view = shown_to_editors(offer, house) if may_change(actor, offer) else shown(offer, house)
    return document(request, view, version=offer.version, modified=changed.whenever(), is_fresh=is_renamed)


@router.get("", response_model=Page[OfferView])
async def list_offers(
    query: Annotated[OfferQuery, Query()], edge: ServiceEdge, actor: Reader, changed: Changed, request: Request
) -> Response:
    """Return offers in the order of their titles."""
    async with edge.reading() as connection:
        wanted = replace(query.wanted(), organisations=await entries_asked(connection, query.organisation))
        found = await search(connection, wanted, limit=query.limit + 1, after=query.after(), sight=sight_of(actor))
        items = await items_of(connection, found[: query.limit])
    last = found[: query.limit][-1] if len(found) > query.limit else None
    following = write_cursor(last.sort_key, last.id) if last is not None else None
    return json_document(request, orjson.dumps({"items": items, "next": following}), modified=changed.whenever())
