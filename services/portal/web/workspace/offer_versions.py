"""What an offer said when: its versions, what changed between two of them, and the way back."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.web.addresses import OfferId
from services.portal.web.workspace.desk import PersonsDesk
from services.portal.web.workspace.form_view import pressed
from services.portal.web.workspace.offer_pages import own_offer, refused_step
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/angebote/{offer_id}/fassungen", include_in_schema=False)

ACTIONS: Final = {
    "draft-offer": mark("angelegt"), "change-offer": mark("geändert"), "submit-offer": mark("eingereicht"), "send-back-offer": mark("zurückgegeben"),
    "publish-offer": mark("veröffentlicht"), "approve-offer": mark("freigegeben"), "publish-as-planned": mark("wie geplant veröffentlicht"),
    "plan-publication": mark("Veröffentlichung geplant"), "pause-offer": mark("pausiert"), "resume-offer": mark("fortgesetzt"),
    "withdraw-offer": mark("beendet"), "end-offer-by-link": mark("aus der Mail beendet"), "confirm-offer": mark("bestätigt"),
    "confirm-offer-by-link": mark("aus der Mail bestätigt"), "restore-version": mark("wiederhergestellt"),
}  # fmt: skip
FIELDS: Final = {
    "title": mark("Titel"), "description": mark("Beschreibung"), "ages": mark("Alter"), "themes": mark("Themen"), "languages": mark("Sprachen"), "places": mark("Orte"),
    "place": mark("Ort"), "schedule_text": mark("Zeiten"), "schedule": mark("Regelmäßige Termine"), "dates": mark("Einzelne Termine"), "cost": mark("Kosten"),
    "registration": mark("Anmeldung"), "room": mark("Plätze"), "accessibility": mark("Barrierefreiheit"), "childcare": mark("Kinderbetreuung"),
    "contact": mark("Ansprechstelle"), "texts": mark("Übersetzungen"), "bridge": mark("Brückenangebot"), "bridges": mark("Brücken"), "goals": mark("Ziele"),
    "funding": mark("Finanzierung"), "internal_note": mark("Interne Notiz"), "kind": mark("Art"), "target_groups": mark("Zielgruppen"),
    "organisation": mark("Organisation"), "text_language": mark("Sprache des Textes"), "project": mark("Projekt"),
}  # fmt: skip


@router.get("")
async def versions(
    offer_id: OfferId,
    desk: PersonsDesk,
    newer: Annotated[int, Query(alias="neu", ge=0, le=2**31 - 1)] = 0,
    older: Annotated[int, Query(alias="alt", ge=0, le=2**31 - 1)] = 0,
) -> Response:
    """Show the versions, and what two of them tell otherwise: without a choice the newest two."""
    offer = await own_offer(desk, offer_id)
    catalogue = await desk.catalogue()
    found = await catalogue.every(f"/offers/{offer_id}/versions", most=100)
    newer = newer or offer.revision
    older = older or max(newer - 1, 1)
    told = (
        await catalogue.find(f"/offers/{offer_id}/versions/{newer}/difference", since=older) if newer != older else None
    )
    return await desk.page(
        "workspace/versions.html",
        offer=offer,
        versions=[{**each, "done": translated(str(ACTIONS.get(each["action"], each["action"])))} for each in found],
        newer=newer,
        older=older,
        changes=[_change(each) for each in told["fields"]] if told else [],
    )


@router.post("/{version}")
async def restore(offer_id: OfferId, version: int, desk: PersonsDesk) -> Response:
    """Let the offer say again what it said then; that is a new version, so nothing is lost."""
    seen = await pressed(desk)
    try:
        await (await desk.workshop()).step(UUID(str(offer_id)), f"versions/{version}/restore", version=seen)
    except Refused as refusal:
        return await refused_step(desk, offer_id, refusal)
    done = translated("Das Angebot sagt wieder, was es in Fassung {version} gesagt hat.", version=version)
    return desk.lead_to(f"/angebote/{offer_id}", erledigt=done)


def _change(told: dict[str, Any]) -> tuple[str, str, str]:
    name = str(told["field"]).replace("/", ".").split(".")[0]
    return translated(FIELDS.get(name, name)), _readable(told["before"]), _readable(told["after"])


def _readable(value: Any) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return translated("ja") if value else translated("nein")
    if isinstance(value, list):
        return "; ".join(_readable(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(_readable(one) for one in value.values() if one not in (None, "", [], {}))
    return str(value)
