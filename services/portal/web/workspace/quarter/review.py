"""The review queue: several offers are published with one button, one is sent back with a reason."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.storage.partners import organisations_named
from services.portal.web.addresses import Network, OfferId
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.chosen import Chosen
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import read
from shared.web.pages.view import counted, translated

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/pruefung", include_in_schema=False)


class SentBack(BaseModel):
    """Why, and which version was looked at."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
    version: int = Field(ge=1)


@router.get("")
async def reviews(network: Network, desk: KeepersDesk) -> Response:
    """Show what waits."""
    return await _page(desk, network)


@router.post("")
async def approve(network: Network, desk: KeepersDesk) -> Response:
    """Publish what was ticked, all or none."""
    form = await read(desk, Chosen)
    chosen = form.values.things() if form.values is not None else []
    if not chosen:
        return desk.lead_to(f"/quartier/{network}/pruefung", erledigt=translated("Es war nichts angekreuzt."))
    try:
        await (await desk.catalogue()).do("/approvals", {"offers": chosen})
    except Refused as refusal:
        return await _page(desk, network, refusal=refusal)
    done = counted(
        "{number} Angebot ist veröffentlicht. Passende Abonnements werden benachrichtigt.",
        "{number} Angebote sind veröffentlicht. Passende Abonnements werden benachrichtigt.",
        len(chosen),
    )
    return desk.lead_to(f"/quartier/{network}/pruefung", erledigt=done)


@router.post("/{offer_id}/zurueck")
async def send_back(network: Network, offer_id: OfferId, desk: KeepersDesk) -> Response:
    """Give an offer back to its editors with a reason."""
    form = await read(desk, SentBack)
    if form.values is None:
        return desk.lead_to(
            f"/quartier/{network}/pruefung", erledigt=translated("Bitte schreiben Sie dazu, was zu ändern ist.")
        )
    workshop = await desk.workshop()
    try:
        await workshop.step(offer_id, "send-back", version=form.values.version, body={"reason": form.values.reason})
    except Refused as refusal:
        return await _page(desk, network, refusal=refusal)
    return desk.lead_to(
        f"/quartier/{network}/pruefung", erledigt=translated("Zurückgegeben. Die Einrichtung sieht Ihre Begründung.")
    )


async def _page(desk: Desk, network: str, *, refusal: Refused | None = None) -> Response:
    offers = await (await desk.workshop()).offers(network=network, statuses=["in-review"])
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
        names = await organisations_named(connection, {UUID(str(offer.organisation)) for offer in offers})
    status = 200 if refusal is None else 409
    return await desk.page(
        "workspace/quarter/review.html", status=status, quarter=quarter, offers=offers, names=names, refusal=refusal
    )
