"""What families and neighbours propose; the answer is read by whoever proposed it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.desk import KeepersDesk
from services.portal.web.workspace.form_view import read
from shared.web.pages.view import translated

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/vorschlaege", include_in_schema=False)

STATUSES = ("draft", "in-review", "published", "paused", "ended")


class Answered(BaseModel):
    """What becomes of a suggestion."""

    answer: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
    accepted: Literal["yes", "no"]
    version: int = Field(ge=1)


@router.get("")
async def suggestions(
    network: Network, desk: KeepersDesk, state: Annotated[str, Query(alias="stand", max_length=20)] = "open"
) -> Response:
    """Show the open ones, or those that were answered."""
    chosen = state if state in {"open", "accepted", "refused"} else "open"
    catalogue = await desk.catalogue()
    found = await catalogue.every(f"/networks/{network}/suggestions", most=100, state=chosen)
    offers = await (await desk.workshop()).offers(network=network, statuses=STATUSES)
    titles = {str(offer.id): offer.title for offer in offers}
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    shown = [{**each, "title": titles.get(each["offer"], translated("Angebot"))} for each in found]
    return await desk.page("workspace/quarter/suggestions.html", quarter=quarter, suggestions=shown, state=chosen)


@router.post("/{suggestion_id}")
async def answer(network: Network, suggestion_id: UUID, desk: KeepersDesk) -> Response:
    """Answer one; the change itself is made on the offer."""
    form = await read(desk, Answered)
    if form.values is None:
        return desk.lead_to(
            f"/quartier/{network}/vorschlaege", erledigt=translated("Bitte schreiben Sie eine Antwort dazu.")
        )
    said = {"accepted": form.values.accepted == "yes", "answer": form.values.answer}
    try:
        await (await desk.catalogue()).do(f"/suggestions/{suggestion_id}/answer", said, version=form.values.version)
        done = translated("Beantwortet. Wer den Vorschlag gemacht hat, kann die Antwort lesen.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to(f"/quartier/{network}/vorschlaege", erledigt=done)
