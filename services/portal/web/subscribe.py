"""Subscribing to a quarter's new offers. The answer is the same whether or not the address is known."""

from datetime import date

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from services.portal.domain.themes import THEMES
from services.portal.neighbours.refusals import Refused, SubscriptionsAway
from services.portal.storage.quarters import Quarter
from services.portal.web.addresses import Network
from services.portal.web.equipment import Equipment, PortalEquipment
from services.portal.web.quarter import quarter_of
from services.portal.web.sentences import NOT_ACCEPTED, TOO_OFTEN
from services.portal.web.subscribe_form import FIELD_OF, OLDEST_YEARS, Wish, with_childs_age_checked
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.forms import Form, empty_form
from shared.web.languages import LANGUAGES
from shared.web.pages.formats import ZONE
from shared.web.problems import mark

router = APIRouter(prefix="/quartier/{network}", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)

AWAY = mark(
    "Das Bestellen von Nachrichten geht gerade nicht. Das liegt an uns. Bitte versuchen Sie es später noch einmal."
)


@router.get("/abonnieren")
async def subscribe_form(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Show the form, and say so plainly when it can't be sent at the moment."""
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    form = empty_form(child="month", text_language=equipment.pages.view(request).language.tag)
    if await equipment.subscriptions.are_away():
        return _page(request, equipment, quarter, form, is_away=True)
    return _page(request, equipment, quarter, form)


@router.post("/abonnieren")
async def subscribe(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Take the wish; the owner of the address is asked by mail."""
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    form = with_childs_age_checked(await equipment.pages.read_form(request, Wish), today=_today(equipment))
    if form.errors or form.values is None:
        return _page(request, equipment, quarter, _translated(form, request, equipment), status=422)
    try:
        await equipment.subscriptions.request(form.values.request(network), visitor=equipment.visitors.key_of(request))
    except SubscriptionsAway:
        return _page(request, equipment, quarter, form, status=503, is_away=True)
    except Refused as refusal:
        return _page(request, equipment, quarter, _refused(form, refusal, request, equipment), status=refusal.status)
    return equipment.pages.redirect(request, f"/quartier/{network}/abonniert")


@router.get("/abonniert")
async def subscribed(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Say what happens next."""
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    return equipment.page(request, "subscribed.html", quarter=quarter)


def _page(
    request: Request,
    equipment: Equipment,
    quarter: Quarter,
    form: Form[Wish],
    *,
    status: int = 200,
    is_away: bool = False,
) -> Response:
    today = _today(equipment)
    return equipment.page(
        request,
        "subscribe.html",
        status=status,
        quarter=quarter,
        form=form,
        is_away=is_away,
        away=AWAY,
        years=range(today.year + 1, today.year - OLDEST_YEARS - 2, -1),
        ages=range(OLDEST_YEARS + 1),
        themes=THEMES,
        text_languages=LANGUAGES,
    )


def _refused(form: Form[Wish], refusal: Refused, request: Request, equipment: Equipment) -> Form[Wish]:
    translate = equipment.pages.view(request).texts.gettext
    if refusal.status == 429:
        return form.with_error("", translate(TOO_OFTEN))
    for field in refusal.fields:
        form = form.with_error(FIELD_OF.get(field.path.partition("/")[0], ""), translate(NOT_ACCEPTED))
    return form if refusal.fields else form.with_error("", translate(NOT_ACCEPTED))


def _translated(form: Form[Wish], request: Request, equipment: Equipment) -> Form[Wish]:
    """Return the form with the sentences of the age check in the reader's language; the others are translated already."""
    translate = equipment.pages.view(request).texts.gettext
    return Form(form.typed, {name: translate(sentence) for name, sentence in form.errors.items()}, form.values)


def _today(equipment: Equipment) -> date:
    return equipment.running.clock().astimezone(ZONE).date()
