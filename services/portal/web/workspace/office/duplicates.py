"""Partners that may be one: only people merge them, and a merge can be taken back."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.web.workspace.desk import OfficeDesk
from services.portal.web.workspace.form_view import pressed, read
from shared.web.pages.view import translated

router = APIRouter(prefix="/arbeitsbereich/fachstelle/dubletten", include_in_schema=False)

SHOWN = 20


class Decision(BaseModel):
    """One organisation or two; which entry stays."""

    decision: Literal["same", "different"]
    into: UUID | None = None


@router.get("")
async def duplicates(desk: OfficeDesk, zusammengefuehrt: UUID | None = None) -> Response:
    """Show the surest pairs; after a merge, the button that takes it back."""
    pairs = await (await desk.registry()).every("/partners/duplicates", most=200)
    return await desk.page(
        "workspace/office/duplicates.html", pairs=pairs[:SHOWN], number=len(pairs), merged=zusammengefuehrt
    )


@router.post("/{pair_id}")
async def decide(pair_id: UUID, desk: OfficeDesk) -> Response:
    """Merge the two, or remember that they are different."""
    form = await read(desk, Decision)
    if form.values is None:
        return desk.lead_to("/fachstelle/dubletten")
    body = form.values.model_dump(mode="json", exclude_none=True)
    if form.values.decision == "different":
        body = {"decision": "different"}
    try:
        pair = await (await desk.registry()).do(f"/partners/duplicates/{pair_id}/decide", body)
    except Refused as refusal:
        return desk.lead_to("/fachstelle/dubletten", erledigt=refusal.sentence)
    if form.values.decision == "different":
        return desk.lead_to("/fachstelle/dubletten", erledigt=translated("Gemerkt: Das sind zwei Einrichtungen."))
    gone = pair["one"]["id"] if pair["other"]["id"] == str(form.values.into) else pair["other"]["id"]
    return desk.lead_to(
        "/fachstelle/dubletten",
        zusammengefuehrt=gone,
        erledigt=translated("Zusammengeführt. Alles, was den einen Eintrag nannte, nennt jetzt den anderen."),
    )


@router.post("/rueckgaengig/{gone_id}")
async def undo(gone_id: UUID, desk: OfficeDesk) -> Response:
    """Take a merge back."""
    await pressed(desk)
    try:
        await (await desk.registry()).do(f"/partners/{gone_id}/merge/undo")
        done = translated("Zurückgenommen. Beide Einträge sind wieder da und werden nicht mehr vorgeschlagen.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to("/fachstelle/dubletten", erledigt=done)
