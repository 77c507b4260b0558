"""Mails for those who work here: what is due, what is to be checked, where the chain has holes, in the quarters they may see."""

from typing import Final, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web import choices
from services.portal.web.workspace.desk import Desk, PersonsDesk
from services.portal.web.workspace.form_view import (
    FormField,
    FormView,
    form_page,
    pressed,
    read,
    with_refusal,
)
from shared.contracts.vocabulary import Line, Slug
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated, translated_choices
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/nachrichten", include_in_schema=False)

TOPICS: Final = (
    ("rechecks", mark("Angebote, die zu prüfen sind")),
    ("agreements", mark("Vereinbarungen und Zusagen, die fällig werden")),
    ("rollout", mark("Tore im Aufbau")),
    ("gaps", mark("Lücken in der Kette")),
    ("offers", mark("neue und geänderte Angebote in Quartieren")),
)
PACES: Final = (("at-once", mark("sofort")), ("daily", mark("einmal am Tag")), ("weekly", mark("einmal in der Woche")))
STATES: Final = {
    "pending": mark("wartet auf Ihre Bestätigung"),
    "active": mark("läuft"),
    "ended": mark("beendet"),
    "paused": mark("ruht"),
}


class Wish(BaseModel):
    """What a professional wants to hear of."""

    address: Line
    topics: list[Literal["rechecks", "agreements", "rollout", "gaps", "offers"]] = Field(default=[], max_length=5)
    networks: list[Slug] = Field(default=[], max_length=50)
    pace: Literal["at-once", "daily", "weekly"] = "daily"


@router.get("")
async def notices(desk: PersonsDesk) -> Response:
    """Show what was asked for, and the form."""
    return await _page(desk, empty_form(topics=["rechecks", "agreements"], pace="daily"))


@router.post("")
async def ask(desk: PersonsDesk) -> Response:
    """Ask for mails; the address confirms by a link."""
    form = await read(desk, Wish)
    if form.values is None:
        return await _page(desk, form, status=422)
    try:
        calls = await desk.equipment.notifications_of(desk.session)
        await calls.do("/account-subscriptions", form.values.model_dump(mode="json"))
    except Refused as refusal:
        return await _page(desk, with_refusal(form, refusal, await _view(desk)), status=422)
    return desk.lead_to(
        "/nachrichten",
        erledigt=translated("Fast fertig: Bitte bestätigen Sie die Mail, die gerade an Ihre Adresse geht."),
    )


@router.post("/{subscription_id}/beenden")
async def end(subscription_id: UUID, desk: PersonsDesk) -> Response:
    """End one."""
    await pressed(desk)
    calls = await desk.equipment.notifications_of(desk.session)
    await calls.call("POST", f"/account-subscriptions/{subscription_id}/end")
    return desk.lead_to("/nachrichten", erledigt=translated("Beendet. Es kommt nichts mehr."))


async def _page(desk: Desk, form: Form[Wish], *, status: int = 200) -> Response:
    answer = await (await desk.equipment.notifications_of(desk.session)).call("GET", "/account-subscriptions")
    own: list[Record] = answer.json()
    return await form_page(
        desk,
        await _view(desk),
        form,
        status=status,
        template="workspace/notices.html",
        own=[each for each in own if each["state"] != "ended"],
        topics=dict(translated_choices(TOPICS)),
        paces=dict(translated_choices(PACES)),
        states=dict(translated_choices(tuple(STATES.items()))),
    )


async def _view(desk: Desk) -> FormView:
    reach = await desk.choices()
    return FormView(
        title=mark("Nachrichten an mich"),
        intro=mark("Was fällig wird, steht immer unter „Was zu tun ist“. Wenn Sie möchten, kommt es auch als Mail. Was Sie hören, folgt Ihren Rechten."),
        fields=(
            FormField("address", mark("E-Mail-Adresse"), hint=mark("Sie wird verschlüsselt aufbewahrt und nur dafür benutzt.")),
            FormField("topics", mark("Worüber?"), "checkboxes", options=TOPICS),
            FormField("networks", mark("In welchen Quartieren?"), "checkboxes", options=choices.quarters(reach.quarters), is_required=False, hint=mark("Leer: überall, wo Sie mitarbeiten. Für Angebote bitte wählen.")),
            FormField("pace", mark("Wie oft?"), "radios", options=PACES),
        ),
        submit=mark("Nachrichten bestellen"),
    )  # fmt: skip
