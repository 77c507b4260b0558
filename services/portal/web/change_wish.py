"""Changing a subscription as a whole: the fields of the first two steps and how, on one page behind the mailed link."""

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from services.portal.domain.ages import MONTHS_A_YEAR
from services.portal.domain.filters import RADII_METRES, USUAL_RADIUS_METRES
from services.portal.domain.themes import THEMES
from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.subscriptions import Subscription
from services.portal.storage.places import KnownPlace, places_of
from services.portal.storage.quarters import all_quarters
from services.portal.web.addresses import Token
from services.portal.web.equipment import Equipment, PortalEquipment
from services.portal.web.sentences import NOT_ACCEPTED
from services.portal.web.subscribe_form import (
    FIELD_OF,
    MOST_CHILDREN,
    OLDEST_YEARS,
    Children,
    Matters,
    month_fields,
    with_childs_age_checked,
)
from services.portal.web.subscription import UNSEEN
from shared.calendar_day import local_day
from shared.contracts.vocabulary import LanguageTag
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Edge
from shared.web.forms import Form, empty_form
from shared.web.languages import COMPLETE_LANGUAGES

router = APIRouter(
    prefix="/abo/{token}/aendern/{subscription_id}", dependencies=[Depends(require(PUBLIC))], include_in_schema=False
)


class Delivery(BaseModel):
    """How often, and in which language."""

    pace: Literal["at-once", "daily", "weekly"] = "at-once"
    text_language: LanguageTag = "de"


class Step(BaseModel):
    """Which button was pressed."""

    then: Literal["", "child"] = ""


PARTS: tuple[type[BaseModel], ...] = (Children, Matters, Delivery)
MONTHS = [month_fields(number)[0] for number in range(1, MOST_CHILDREN + 1)]
NOT_SENT = 422


@router.get("")
async def change_form(
    token: Token, subscription_id: UUID, request: Request, edge: ServiceEdge, equipment: PortalEquipment
) -> Response:
    """Show what is asked for now."""
    wish = await _own(equipment, token, subscription_id)
    places = await _places(edge, wish)
    form = empty_form(**_typed(wish, places))
    return await _page(request, edge=edge, equipment=equipment, token=token, wish=wish, form=form)


@router.post("")
async def change(
    token: Token, subscription_id: UUID, request: Request, edge: ServiceEdge, equipment: PortalEquipment
) -> Response:
    """Ask for something else from now on."""
    wish = await _own(equipment, token, subscription_id)
    forms: list[Form[Any]] = [await equipment.pages.read_form(request, model) for model in PARTS]
    typed = {name: value for form in forms for name, value in form.typed.items()}
    if ((await equipment.pages.read_form(request, Step)).values or Step()).then == "child":
        typed["children"] = str(min(len([name for name in MONTHS if typed.get(name)]) + 1, MOST_CHILDREN))
        return await _page(request, edge=edge, equipment=equipment, token=token, wish=wish, form=Form(typed, {}))
    forms[0] = with_childs_age_checked(forms[0], today=local_day(equipment.running.clock()))
    form: Form[Any] = Form(typed, {name: sentence for each in forms for name, sentence in each.errors.items()})
    if form.errors:
        return await _page(request, edge=edge, equipment=equipment, token=token, wish=wish, form=form, status=NOT_SENT)
    children, matters, delivery = (_values(each) for each in forms)
    place = next((place for place in await _places(edge, wish) if place.id == matters.place), None)
    asked = {**children.request(), **matters.request(place), **delivery.model_dump()}
    try:
        await equipment.subscriptions.change(token, subscription_id, asked)
    except Refused as refusal:
        if refusal.status != NOT_SENT:
            raise
        for name in {FIELD_OF.get(field.path.split("/")[-1], "") for field in refusal.fields} or {""}:
            form = form.with_error(name, NOT_ACCEPTED)
        return await _page(request, edge=edge, equipment=equipment, token=token, wish=wish, form=form, status=NOT_SENT)
    response = equipment.pages.redirect(request, f"/abo/{token}", erledigt="gespeichert")
    response.headers.update(UNSEEN)
    return response


def _values(form: Form[Any]) -> Any:
    """Return what a part that was checked says."""
    return form.values


async def _own(equipment: Equipment, token: str, subscription: UUID) -> Subscription:
    """Return an open subscription of the link's owner; raises NotVisible for any other and for a notice's link."""
    found = await equipment.subscriptions.look_up(token)
    mine = [one for one in found.open_ones if one.id == subscription]
    if not mine or not found.may_change:
        raise NotVisible
    return mine[0]


async def _places(edge: Edge, wish: Subscription) -> list[KnownPlace]:
    async with edge.reading() as connection:
        return [place for network in wish.networks for place in await places_of(connection, network)]


def _typed(wish: Subscription, places: list[KnownPlace]) -> dict[str, str | list[str]]:
    typed: dict[str, str | list[str]] = {
        "child": "month" if wish.birth_months else ("age" if wish.max_months is not None else "any"),
        "children": str(min(max(len(wish.birth_months), 1), MOST_CHILDREN)),
        "age_years": str((wish.min_months or 0) // MONTHS_A_YEAR) if wish.max_months is not None else "",
        "networks": list(wish.networks),
        "themes": list(wish.themes),
        "languages": list(wish.languages),
        "weekdays": [str(day) for day in wish.weekdays],
        "radius": str(wish.around.radius_metres if wish.around else USUAL_RADIUS_METRES),
        "place": _place_of(wish, places),
        "pace": wish.pace,
        "text_language": wish.text_language,
    }
    for number, born in enumerate(wish.birth_months[:MOST_CHILDREN], start=1):
        year, _, month = born.partition("-")
        of_month, of_year = month_fields(number)
        typed |= {of_month: str(int(month)), of_year: year}
    return typed


def _place_of(wish: Subscription, places: list[KnownPlace]) -> str:
    """Return the place that was chosen; only about 100 metres of it are kept."""
    if wish.around is None:
        return ""
    kept = (round(wish.around.latitude, 3), round(wish.around.longitude, 3))
    same = (place for place in places if (round(place.latitude, 3), round(place.longitude, 3)) == kept)
    return next((str(place.id) for place in same), "")


async def _page(
    request: Request,
    *,
    edge: Edge,
    equipment: Equipment,
    token: str,
    wish: Subscription,
    form: Form[Any],
    status: int = 200,
) -> Response:
    translate = equipment.pages.view(request).texts.gettext
    async with edge.reading() as connection:
        quarters = await all_quarters(connection)
    today = local_day(equipment.running.clock())
    response = equipment.page(
        request,
        "subscription/change.html",
        status=status,
        token=token,
        wish=wish,
        form=Form(form.typed, {name: translate(sentence) for name, sentence in form.errors.items()}),
        quarters=[quarter for quarter in quarters if equipment.settings.shows(quarter.id)],
        places=await _places(edge, wish),
        years=range(today.year + 1, today.year - OLDEST_YEARS - 8, -1),
        ages=range(OLDEST_YEARS + 1),
        month_fields=month_fields,
        most_children=MOST_CHILDREN,
        radii=RADII_METRES,
        themes=THEMES,
        text_languages=COMPLETE_LANGUAGES,
    )
    response.headers.update(UNSEEN)
    return response
