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

router = APIRouter(prefix="/arbeitsbereich/angebote/{offer_id}/fassungen", include_in_schema=False)

ACTIONS: Final = {
    "draft-offer": "angelegt", "change-offer": "geändert", "submit-offer": "eingereicht", "send-back-offer": "zurückgegeben",
    "publish-offer": "veröffentlicht", "approve-offer": "freigegeben", "publish-as-planned": "wie geplant veröffentlicht",
    "plan-publication": "Veröffentlichung geplant", "pause-offer": "pausiert", "resume-offer": "fortgesetzt",
    "withdraw-offer": "beendet", "end-offer-by-link": "aus der Mail beendet", "confirm-offer": "bestätigt",
    "confirm-offer-by-link": "aus der Mail bestätigt", "restore-version": "wiederhergestellt",
}  # fmt: skip
FIELDS: Final = {
    "title": "Titel", "description": "Beschreibung", "ages": "Alter", "themes": "Themen", "languages": "Sprachen", "places": "Orte",
    "place": "Ort", "schedule_text": "Zeiten", "schedule": "Regelmäßige Termine", "dates": "Einzelne Termine", "cost": "Kosten",
    "registration": "Anmeldung", "room": "Plätze", "accessibility": "Barrierefreiheit", "childcare": "Kinderbetreuung",
    "contact": "Ansprechstelle", "texts": "Übersetzungen", "bridge": "Brückenangebot", "bridges": "Brücken", "goals": "Ziele",
    "funding": "Finanzierung", "internal_note": "Interne Notiz", "kind": "Art", "target_groups": "Zielgruppen",
    "organisation": "Organisation", "text_language": "Sprache des Textes", "project": "Projekt",
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
        versions=[{**each, "done": ACTIONS.get(each["action"], each["action"])} for each in found],
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
    return desk.lead_to(
        f"/angebote/{offer_id}", erledigt=f"Das Angebot sagt wieder, was es in Fassung {version} gesagt hat."
    )


def _change(told: dict[str, Any]) -> tuple[str, str, str]:
    name = str(told["field"]).replace("/", ".").split(".")[0]
    return FIELDS.get(name, name), _readable(told["before"]), _readable(told["after"])


def _readable(value: Any) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return "; ".join(_readable(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(_readable(one) for one in value.values() if one not in (None, "", [], {}))
    return str(value)
