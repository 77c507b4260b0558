"""Offers that are the same one or meet the same need: merge, agree, or leave."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.offer import Offer
from services.portal.neighbours.refusals import Refused
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.desk import KeepersDesk
from services.portal.web.workspace.form_view import read
from services.portal.web.workspace.labels import PROPOSALS, VERDICTS
from shared.web.pages.view import translated, translated_choices
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/doppelungen", include_in_schema=False)

STATUSES = ("draft", "in-review", "published", "paused", "ended")
DONE = {
    "merge": mark("Gemerkt: zusammenlegen. Beenden Sie eines der beiden, wenn die Einrichtungen sich einig sind."),
    "agreement": mark("Gemerkt: abstimmen. Am besten halten Sie es in einer Vereinbarung fest."),
    "nothing": mark("Gemerkt: so lassen."),
}


class Decision(BaseModel):
    """What becomes of two offers."""

    decision: Literal["merge", "agreement", "nothing"]
    version: int = Field(ge=1)


@router.get("")
async def pairs(network: Network, desk: KeepersDesk) -> Response:
    """Show the pairs nobody has decided about."""
    found = await (await desk.catalogue()).every("/double-structures", most=100, network=network)
    offers = await (await desk.workshop()).offers(network=network, statuses=STATUSES)
    by_id: dict[str, Offer] = {str(offer.id): offer for offer in offers}
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    shown = [(each, by_id.get(each["one"]), by_id.get(each["other"])) for each in found]
    return await desk.page(
        "workspace/quarter/pairs.html",
        quarter=quarter,
        pairs=shown,
        verdicts=dict(translated_choices(tuple(VERDICTS.items()))),
        proposals=PROPOSALS,
    )


@router.post("/{pair_id}")
async def decide(network: Network, pair_id: UUID, desk: KeepersDesk) -> Response:
    """Decide about a pair."""
    form = await read(desk, Decision)
    if form.values is None:
        return desk.lead_to(f"/quartier/{network}/doppelungen")
    body = {"decision": form.values.decision}
    try:
        await (await desk.catalogue()).do(f"/double-structures/{pair_id}/decision", body, version=form.values.version)
        done = translated(DONE[form.values.decision])
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to(f"/quartier/{network}/doppelungen", erledigt=done)
