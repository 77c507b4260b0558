"""What the owner of subscriptions changes by a mailed link: the wish, the pace, a pause; and how they come by that link."""

from datetime import timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from services.portal.neighbours.refusals import Refused
from services.portal.web.addresses import Token
from services.portal.web.equipment import Equipment, PortalEquipment
from services.portal.web.sentences import NOT_ACCEPTED, TOO_OFTEN
from services.portal.web.subscribe_form import checked_address
from services.portal.web.subscription import PAUSES, UNSEEN
from shared.calendar_day import local_day
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.forms import empty_form
from shared.web.problems import Problem
from shared.web.standard_problems import kind_for_status

router = APIRouter(prefix="/abo", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


class PaceForm(BaseModel):
    """How often."""

    subscription: UUID
    pace: Literal["at-once", "daily", "weekly"]


class PauseForm(BaseModel):
    """For how many days; without any it goes on."""

    subscription: UUID
    days: int | None = Field(default=None, ge=1, le=366)


class AddressForm(BaseModel):
    """Where the link goes."""

    address: Annotated[str, Field(max_length=254), AfterValidator(checked_address)]


@router.get("/link")
async def link_form(request: Request, equipment: PortalEquipment, erledigt: str = "") -> Response:
    """Ask for the address to which the managing link goes."""
    return _page(request, equipment, "subscription/link.html", form=empty_form(), done=erledigt)


@router.post("/link")
async def mail_link(request: Request, equipment: PortalEquipment) -> Response:
    """Have the link mailed; the answer is the same whether or not the address is known."""
    form = await equipment.pages.read_form(request, AddressForm)
    translate = equipment.pages.view(request).texts.gettext
    if form.values is None:
        errors = {name: translate(sentence) for name, sentence in form.errors.items()}
        shown = empty_form(**form.typed)
        for name, sentence in errors.items():
            shown = shown.with_error(name, sentence)
        return _page(request, equipment, "subscription/link.html", status=422, form=shown, done="")
    try:
        await equipment.subscriptions.mail_link(form.values.address, visitor=equipment.visitors.key_of(request))
    except Refused as refusal:
        sentence = translate(TOO_OFTEN if refusal.status == 429 else NOT_ACCEPTED)
        refused = form.with_error("", sentence)
        return _page(request, equipment, "subscription/link.html", status=refusal.status, form=refused, done="")
    return _to(request, equipment, "/abo/link", "geschickt")


@router.get("/zurueck/{token}")
async def returning(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Ask once whether it was a mistake."""
    return _page(request, equipment, "subscription/return.html", token=token)


@router.post("/zurueck/{token}")
async def take_back(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Take back that everything was ended."""
    await equipment.pages.check_button(request)
    preferences = await equipment.subscriptions.take_back(token)
    return _to(request, equipment, f"/abo/{preferences.token}", "zurueckgeholt")


@router.post("/{token}/tempo")
async def set_pace(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Be told more or less often."""
    form = await equipment.pages.read_form(request, PaceForm)
    if form.values is None:
        raise Problem(kind_for_status(422))
    await equipment.subscriptions.set_pace(token, form.values.pace, only=form.values.subscription)
    return _to(request, equipment, f"/abo/{token}", "gespeichert")


@router.post("/{token}/pause")
async def pause(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Be told nothing for a while, or again."""
    form = await equipment.pages.read_form(request, PauseForm)
    if form.values is None or form.values.days not in (None, *PAUSES):
        raise Problem(kind_for_status(422))
    if form.values.days is None:
        await equipment.subscriptions.resume(token, only=form.values.subscription)
    else:
        until = local_day(equipment.running.clock()) + timedelta(days=form.values.days)
        await equipment.subscriptions.pause(token, until, only=form.values.subscription)
    return _to(request, equipment, f"/abo/{token}", "gespeichert")


@router.post("/{token}/link")
async def mail_link_to_owner(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Have the managing link mailed to whom a notice was sent."""
    await equipment.pages.check_button(request)
    await equipment.subscriptions.mail_link_to_owner(token)
    return _to(request, equipment, f"/abo/{token}", "geschickt")


@router.post("/{token}/kalender")
async def feeds(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Show the addresses of the own calendar and feed, on this page only."""
    await equipment.pages.check_button(request)
    links = await equipment.subscriptions.feeds(token)
    return _page(request, equipment, "subscription/feeds.html", token=token, links=links)


def _page(request: Request, equipment: Equipment, template: str, **context: Any) -> HTMLResponse:
    response = equipment.page(request, template, **context)
    response.headers.update(UNSEEN)
    return response


def _to(request: Request, equipment: Equipment, path: str, done: str) -> Response:
    response = equipment.pages.redirect(request, path, erledigt=done)
    response.headers.update(UNSEEN)
    return response
