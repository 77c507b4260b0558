"""Events that a service could not apply and put aside: seen in one place, applied again or put away."""

from typing import Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.neighbours.refusals import CatalogueAway, Refused, SubscriptionsAway
from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.web.workspace.desk import Desk, OfficeDesk
from services.portal.web.workspace.form_view import pressed
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Sheet, sheet_page
from shared.identity.refusals import NotVisible
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/fachstelle/liegengeblieben", include_in_schema=False)

Service = Literal["angebote", "nachrichten"]
NAMES: Final = {"angebote": mark("Angebotskatalog"), "nachrichten": mark("Benachrichtigungen")}
COLUMNS = (
    Column("dienst", mark("Dienst")),
    Column("art", mark("Ereignis")),
    Column("grund", mark("Grund")),
    Column("betrifft", mark("Betrifft")),
)


@router.get("")
async def dead_ends(desk: OfficeDesk, asked: AskedSheet) -> Response:
    """Show what lies aside in the services that follow others."""
    rows, away = [], []
    for service in NAMES:
        try:
            found = (await (await _calls(desk, service)).read("/dead-letters"))["items"]
        except (CatalogueAway, SubscriptionsAway):
            away.append(translated(NAMES[service]))
            continue
        rows += [_row(service, each) for each in found]
    intro = translated(
        "Ein Ereignis bleibt liegen, wenn ein Dienst es nicht verarbeiten konnte. Alles andere läuft weiter."
    )
    if away:
        intro += " " + translated("Gerade nicht erreichbar: {names}.", names=", ".join(away))
    return await sheet_page(
        desk,
        Sheet("liegengeblieben", COLUMNS, rows),
        asked,
        title=translated("Liegengeblieben"),
        intro=intro,
        empty=(translated("Nichts liegt"), translated("Alle Dienste haben alles verarbeitet.")),
    )


@router.get("/{service}/{letter_id}")
async def show(service: Service, letter_id: UUID, desk: OfficeDesk) -> Response:
    """Show one with its two buttons."""
    found = (await (await _calls(desk, service)).read("/dead-letters"))["items"]
    letter = next((each for each in found if str(each["id"]) == str(letter_id)), None)
    if letter is None:
        raise NotVisible
    return await desk.page(
        "workspace/office/dead_end.html", letter=letter, service=service, name=translated(NAMES[service])
    )


@router.post("/{service}/{letter_id}/{step}")
async def settle(service: Service, letter_id: UUID, step: Literal["replay", "drop"], desk: OfficeDesk) -> Response:
    """Apply it again, or put it away for good."""
    await pressed(desk)
    try:
        await (await _calls(desk, service)).do(f"/dead-letters/{letter_id}/{step}")
        done = translated("Nachgeholt.") if step == "replay" else translated("Verworfen.")
    except NotVisible:
        done = translated("Das ist schon erledigt.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to("/fachstelle/liegengeblieben", erledigt=done)


async def _calls(desk: Desk, service: str) -> SignedCalls:
    if service == "angebote":
        return await desk.catalogue()
    return await desk.equipment.notifications_of(desk.session)


def _row(service: str, letter: dict[str, Any]) -> dict[str, Cell]:
    kind = str(letter.get("type", "")).removeprefix("de.infamilie.")
    href = f"/arbeitsbereich/fachstelle/liegengeblieben/{service}/{letter['id']}"
    return {
        "dienst": Cell(translated(NAMES[service])),
        "art": Cell(kind or translated("Ereignis"), href=href),
        "grund": Cell(str(letter.get("reason", letter.get("error", "")))[:120]),
        "betrifft": Cell(str(letter.get("subject", letter.get("source", "")))),
    }
