"""Proposing a change of an offer, and reading the answer by a code that is shown once and travels in bodies only."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.portal.neighbours.refusals import NotHeard, Refused
from services.portal.web.addresses import TOKEN, OfferId
from services.portal.web.equipment import PortalEquipment
from services.portal.web.sentences import NOT_ACCEPTED, NOT_HEARD, TOO_OFTEN
from shared.contracts.vocabulary import Text
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.web.forms import empty_form
from shared.web.problems import mark

router = APIRouter(dependencies=[Depends(require(PUBLIC))], include_in_schema=False)

UNKNOWN_CODE = mark("Diesen Code kennen wir nicht. Bitte prüfen Sie, ob er vollständig ist.")
LONGEST = 2_000


class SuggestionForm(BaseModel):
    """The form's field."""

    text: Annotated[Text, Field(min_length=3, max_length=LONGEST)]


class CodeForm(BaseModel):
    """The form's field."""

    code: Annotated[str, Field(max_length=200)]


@router.get("/angebot/{offer_id}/hinweis")
async def suggestion_form(offer_id: OfferId, request: Request, equipment: PortalEquipment) -> Response:
    """Show the form."""
    offer = (await equipment.catalogue.offer(offer_id)).content
    equipment.insist_on_showing(offer)
    return equipment.page(request, "suggestion/form.html", offer=offer, form=empty_form())


@router.post("/angebot/{offer_id}/hinweis")
async def suggest(offer_id: OfferId, request: Request, equipment: PortalEquipment) -> Response:
    """Take the suggestion and show the code, on this page only: an address would stay in the browser's history."""
    form = await equipment.pages.read_form(request, SuggestionForm)
    offer = (await equipment.catalogue.offer(offer_id)).content
    equipment.insist_on_showing(offer)
    if form.values is None:
        return equipment.page(request, "suggestion/form.html", status=422, offer=offer, form=form)
    translate = equipment.pages.view(request).texts.gettext
    try:
        made = await equipment.voices.suggest(offer_id, form.values.text, visitor=equipment.visitors.key_of(request))
    except NotHeard:
        refused = form.with_error("", translate(NOT_HEARD))
        return equipment.page(request, "suggestion/form.html", status=503, offer=offer, form=refused)
    except Refused as refusal:
        sentence = TOO_OFTEN if refusal.status == 429 else NOT_ACCEPTED
        refused = form.with_error("text", translate(sentence))
        return equipment.page(request, "suggestion/form.html", status=refusal.status, offer=offer, form=refused)
    return equipment.page(request, "suggestion/made.html", offer=offer, code=made.token)


@router.get("/hinweis")
async def answer_form(request: Request, equipment: PortalEquipment) -> Response:
    """Ask for the code."""
    return equipment.page(request, "suggestion/answer.html", form=empty_form(), suggestion=None)


@router.post("/hinweis")
async def answer(request: Request, equipment: PortalEquipment) -> Response:
    """Show what became of a suggestion."""
    form = await equipment.pages.read_form(request, CodeForm)
    translate = equipment.pages.view(request).texts.gettext
    code = form.values.code if form.values is not None else ""
    if TOKEN.fullmatch(code) is None:
        unknown = form.with_error("code", translate(UNKNOWN_CODE))
        return equipment.page(request, "suggestion/answer.html", status=422, form=unknown, suggestion=None)
    try:
        found = await equipment.voices.look_up(code, visitor=equipment.visitors.key_of(request))
    except NotHeard:
        away = form.with_error("", translate(NOT_HEARD))
        return equipment.page(request, "suggestion/answer.html", status=503, form=away, suggestion=None)
    except (Refused, NotVisible):
        unknown = form.with_error("code", translate(UNKNOWN_CODE))
        return equipment.page(request, "suggestion/answer.html", status=422, form=unknown, suggestion=None)
    return equipment.page(request, "suggestion/answer.html", form=empty_form(), suggestion=found)
