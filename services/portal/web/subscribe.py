"""Subscribing to new offers in three steps. The answer is the same whether or not the address is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from services.portal.domain.filters import RADII_METRES, USUAL_RADIUS_METRES
from services.portal.domain.themes import THEMES
from services.portal.neighbours.refusals import Refused, SubscriptionsAway
from services.portal.storage.places import places_of
from services.portal.storage.quarters import all_quarters
from services.portal.web.addresses import Network
from services.portal.web.equipment import Equipment, PortalEquipment
from services.portal.web.quarter import quarter_of
from services.portal.web.sentences import NOT_ACCEPTED, TOO_OFTEN
from services.portal.web.subscribe_form import (
    FIELD_OF,
    MOST_CHILDREN,
    OLDEST_YEARS,
    STEPS,
    Step,
    month_fields,
    with_childs_age_checked,
)
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.messaging.edge import Edge
from shared.web.forms import Form, empty_form
from shared.web.languages import LANGUAGES
from shared.web.pages.formats import ZONE
from shared.web.problems import mark

router = APIRouter(prefix="/quartier/{network}", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)

AWAY = mark(
    "Das Bestellen von Nachrichten geht gerade nicht. Das liegt an uns. Bitte versuchen Sie es später noch einmal."
)
NOT_SENT = 422
Typed = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Desk:
    """One request with everything that its pages need."""

    request: Request
    edge: Edge
    equipment: Equipment
    network: str

    async def page(
        self, form: Form[Any], *, step: int, typed: Typed, status: int = 200, is_away: bool = False
    ) -> Response:
        """Show a step; what the others said stands in hidden fields."""
        async with self.edge.reading() as connection:
            quarter = await quarter_of(connection, self.network)
            quarters = await all_quarters(connection)
            places = await places_of(connection, self.network)
        shown = set(STEPS[step - 1].model_fields)
        today = self.today()
        return self.equipment.page(
            self.request,
            "subscribe.html",
            status=status,
            quarter=quarter,
            quarters=[each for each in quarters if self.equipment.settings.shows(each.id)],
            places=places,
            form=Form({**typed, **form.typed}, self.translated(form.errors)),
            carried=[pair for pair in _pairs(typed) if pair[0] not in shown],
            step=step,
            is_away=is_away,
            away=AWAY,
            years=range(today.year + 1, today.year - OLDEST_YEARS - 2, -1),
            ages=range(OLDEST_YEARS + 1),
            month_fields=month_fields,
            most_children=MOST_CHILDREN,
            themes=THEMES,
            radii=RADII_METRES,
            text_languages=LANGUAGES,
        )

    def today(self) -> date:
        """Return the local day."""
        return self.equipment.running.clock().astimezone(ZONE).date()

    def translated(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Return sentences in the reader's language; what is translated already stays."""
        translate = self.equipment.pages.view(self.request).texts.gettext
        return {name: translate(sentence) for name, sentence in errors.items()}

    async def read(self) -> list[Form[Any]]:
        """Return the three steps as they were sent; raises 403 unless the form is ours."""
        forms: list[Form[Any]] = [await self.equipment.pages.read_form(self.request, model) for model in STEPS]
        return [with_childs_age_checked(forms[0], today=self.today()), *forms[1:]]


@router.get("/abonnieren")
async def subscribe_form(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Show the first step, and say so plainly when it can't be sent at the moment."""
    desk = Desk(request, edge, equipment, network)
    language = equipment.pages.view(request).language
    typed: dict[str, str | list[str]] = {
        "child": "month", "children": "1", "networks": [network], "radius": str(USUAL_RADIUS_METRES),
        "pace": "at-once", "text_language": language.tag,
    }  # fmt: skip
    return await desk.page(empty_form(**typed), step=1, typed=typed, is_away=await equipment.subscriptions.are_away())


@router.post("/abonnieren")
async def subscribe(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Take a step; after the last one the owner of the address is asked by mail."""
    desk = Desk(request, edge, equipment, network)
    button = await equipment.pages.read_form(request, Step)
    pressed = button.values or Step()
    forms = await desk.read()
    typed: dict[str, str | list[str]] = {name: value for form in forms for name, value in form.typed.items()}
    if pressed.then == "child":
        typed["children"] = str(min(_children(typed) + 1, MOST_CHILDREN))
        return await desk.page(empty_form(), step=1, typed=typed)
    if pressed.then == "back":
        return await desk.page(empty_form(), step=max(pressed.step - 1, 1), typed=typed)
    for step, form in enumerate(forms[: pressed.step], start=1):
        if form.errors or form.values is None:
            return await desk.page(form, step=step, typed=typed, status=NOT_SENT)
    if pressed.step < len(STEPS):
        return await desk.page(empty_form(), step=pressed.step + 1, typed=typed)
    return await _send(desk, forms, typed)


@router.get("/abonniert")
async def subscribed(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Say what happens next."""
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    return equipment.page(request, "subscribed.html", quarter=quarter)


async def _send(desk: Desk, forms: list[Form[Any]], typed: Typed) -> Response:
    children, matters, delivery = (_values(form) for form in forms)
    async with desk.edge.reading() as connection:
        await quarter_of(connection, desk.network)
        places = await places_of(connection, desk.network)
    place = next((place for place in places if place.id == matters.place), None)
    wish = {**children.request(), **matters.request(place), **delivery.model_dump()}
    try:
        await desk.equipment.subscriptions.request(wish, visitor=desk.equipment.visitors.key_of(desk.request))
    except SubscriptionsAway:
        return await desk.page(forms[2], step=3, typed=typed, status=503, is_away=True)
    except Refused as refusal:
        return await _refused(desk, forms, typed, refusal)
    return desk.equipment.pages.redirect(desk.request, f"/quartier/{desk.network}/abonniert")


async def _refused(desk: Desk, forms: list[Form[Any]], typed: Typed, refusal: Refused) -> Response:
    """Show the step in which the refused field stands."""
    names = [FIELD_OF.get(field.path.partition("/")[0], "") for field in refusal.fields] or [""]
    sentence = TOO_OFTEN if refusal.status == 429 else NOT_ACCEPTED
    step = next((number for number, model in enumerate(STEPS, 1) if set(names) & set(model.model_fields)), len(STEPS))
    form = forms[step - 1]
    for name in names:
        form = form.with_error(name, sentence)
    return await desk.page(form, step=step, typed=typed, status=refusal.status)


def _values(form: Form[Any]) -> Any:
    """Return what a step that was checked says."""
    return form.values


def _children(typed: Typed) -> int:
    text = str(typed.get("children", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 1


def _pairs(typed: Typed) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in typed.items()
        for value in (values if isinstance(values, list) else [values])
        if value
    ]
