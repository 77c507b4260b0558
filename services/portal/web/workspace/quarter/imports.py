"""Partners from a table: a dry run first, told row by row; it waits at its own address, so a reload loses nothing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import pressed
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Sheet, sheet_page
from services.portal.web.workspace.uploads import uploaded
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/import", include_in_schema=False)

COLUMNS = (Column("zeile", mark("Zeile")), Column("name", mark("Name")), Column("folge", mark("Was geschieht")))
OUTCOMES = {
    "new": mark("wird neu aufgenommen"),
    "changed": mark("wird geändert"),
    "unchanged": mark("bleibt, wie es ist"),
    "joins": mark("tritt bei"),
}
STATES = {"draft": mark("Probelauf"), "applied": mark("übernommen"), "undone": mark("zurückgenommen")}


@router.get("")
async def choose(network: Network, desk: KeepersDesk) -> Response:
    """Show where to choose a file."""
    return await _page(desk, network)


@router.post("")
async def draft(network: Network, desk: KeepersDesk) -> Response:
    """Look a table through; nothing is changed yet."""
    await desk.equipment.pages.check_button(desk.request)
    file = await uploaded(desk)
    if file.fault:
        return await _page(desk, network, said=file.fault)
    form = {"kind": "partners", "network": network}
    try:
        made = await (await desk.registry()).send_file("/imports", name=file.name, content=file.content, form=form)
    except Refused as refusal:
        return await _page(desk, network, said=refusal.sentence)
    return desk.lead_to(f"/quartier/{network}/import/{made['id']}")


@router.get("/{import_id}")
async def report(network: Network, import_id: UUID, desk: KeepersDesk, asked: AskedSheet) -> Response:
    """Show what each row does, and what is wrong with the bad ones."""
    registry = await desk.registry()
    made = await registry.read(f"/imports/{import_id}")
    found = await registry.every(f"/imports/{import_id}/rows")
    rows = [_row(each) for each in found]
    return await sheet_page(
        desk,
        Sheet("import", COLUMNS, rows),
        asked,
        template="workspace/quarter/import_report.html",
        made=made,
        network=network,
        seconds=_seconds_of(made["step"], desk.equipment.running.clock()),
        state=translated(str(STATES.get(made["state"], made["state"]))),
    )


@router.post("/{import_id}/uebernehmen")
async def apply(network: Network, import_id: UUID, desk: KeepersDesk) -> Response:
    """Take over exactly what the dry run told."""
    return await _step(desk, network, import_id, "apply")


@router.post("/{import_id}/zuruecknehmen")
async def undo(network: Network, import_id: UUID, desk: KeepersDesk) -> Response:
    """Take it back, as long as nobody builds on it."""
    return await _step(desk, network, import_id, "undo")


async def _step(desk: Desk, network: str, import_id: UUID, step: str) -> Response:
    """Have the step taken; the report tells how far it is, whenever somebody looks."""
    version, said = await pressed(desk), None
    try:
        await (await desk.registry()).do_soon(f"/imports/{import_id}/{step}", version=version)
    except Refused as refusal:
        said = refusal.sentence
    return desk.lead_to(f"/quartier/{network}/import/{import_id}", erledigt=said)


def _seconds_of(step: Record | None, now: datetime) -> int | None:
    """Return for how long a step has been under way, None if there is none."""
    if step is None or step["refused"] is not None:
        return None
    return max(0, int((now - datetime.fromisoformat(step["asked_at"])).total_seconds()))


def _row(told: dict[str, Any]) -> dict[str, Cell]:
    return {
        "zeile": Cell(str(told["number"]), order=told["number"]),
        "name": Cell(told["label"]),
        "folge": Cell(translated(OUTCOMES.get(told["outcome"], told["outcome"]))),
    }


async def _page(desk: Desk, network: str, *, said: str = "") -> Response:
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    return await desk.page("workspace/quarter/import.html", status=422 if said else 200, quarter=quarter, said=said)
