"""The buttons of an offer's life: confirm, submit, publish, pause, resume, end; each page afterwards says what happens now."""

import asyncio
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.workshop import Workshop
from services.portal.web.addresses import OfferId
from services.portal.web.workspace.desk import Desk, PersonsDesk
from services.portal.web.workspace.form_view import pressed, read
from services.portal.web.workspace.offer_pages import own_offer, refused_step
from shared.contracts.vocabulary import Slug
from shared.identity.refusals import NotPermitted, NotVisible
from shared.web.pages.view import translated

router = APIRouter(prefix="/arbeitsbereich/angebote", include_in_schema=False)


class Confirmed(BaseModel):
    """Offers that are still right, each with the version that was seen: `<id> <version>`."""

    offers: list[str] = Field(default=[], max_length=50)
    quartier: Slug | None = None


@router.post("/bestaetigen")
async def confirm_several(desk: PersonsDesk) -> Response:
    """Say of several offers that they are still right; one that cannot be confirmed keeps none of the others back."""
    form = await read(desk, Confirmed)
    chosen = form.values.offers if form.values is not None else []
    workshop = await desk.workshop()
    answers = await asyncio.gather(*(_confirm(workshop, each) for each in chosen))
    failed = answers.count(False)
    done = translated("{number} bestätigt.", number=len(answers) - failed)
    if failed:
        done += " " + translated("{number} nicht: bitte einzeln öffnen.", number=failed)
    network = form.values.quartier if form.values is not None else None
    nothing = translated("Es war nichts angekreuzt.")
    return desk.lead_to("/angebote", quartier=network, erledigt=done if chosen else nothing)


async def _confirm(workshop: Workshop, chosen: str) -> bool:
    offer_id, _, version = chosen.partition(" ")
    try:
        await workshop.step(UUID(offer_id), "confirm", version=int(version))
    except (Refused, NotPermitted, NotVisible, ValueError):
        return False
    return True


@router.post("/{offer_id}/bestaetigt")
async def confirm_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Say that an offer is still right."""
    return await _step(desk, offer_id, "confirm", erledigt=translated("Bestätigt: Das Angebot stimmt noch."))


@router.post("/{offer_id}/einreichen")
async def submit_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Ask the coordination to review a draft."""
    return await _step(desk, offer_id, "submit", page="eingereicht")


@router.get("/{offer_id}/eingereicht")
async def submitted(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Say that it is in review and what happens now."""
    return await desk.page_about("workspace/submitted.html", await own_offer(desk, offer_id))


@router.post("/{offer_id}/veroeffentlichen")
async def publish_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Make a draft public."""
    return await _step(desk, offer_id, "publish", page="veroeffentlicht")


@router.get("/{offer_id}/veroeffentlicht")
async def published(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Say that it is public and what happens now."""
    return await desk.page_about("workspace/published.html", await own_offer(desk, offer_id))


@router.post("/{offer_id}/pausieren")
async def pause_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Take an offer out of sight for a while."""
    return await _step(
        desk, offer_id, "pause", erledigt=translated("Pausiert. Familien finden das Angebot gerade nicht.")
    )


@router.post("/{offer_id}/fortsetzen")
async def resume_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Let families find a paused offer again."""
    return await _step(desk, offer_id, "resume", erledigt=translated("Familien finden das Angebot wieder."))


@router.get("/{offer_id}/beenden")
async def ask_to_end(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Ask once more, for an ended offer does not come back."""
    return await desk.page_about("workspace/end.html", await own_offer(desk, offer_id))


@router.post("/{offer_id}/beenden")
async def end_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """End an offer."""
    return await _step(desk, offer_id, "withdraw")


async def _step(desk: Desk, offer_id: UUID, step: str, *, page: str = "", erledigt: str = "") -> Response:
    version = await pressed(desk)
    try:
        await (await desk.workshop()).step(offer_id, step, version=version)
    except Refused as refusal:
        return await refused_step(desk, offer_id, refusal)
    return desk.lead_to(f"/angebote/{offer_id}" + (f"/{page}" if page else ""), erledigt=erledigt)
