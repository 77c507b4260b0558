"""Figures of the social space: indicators, and tables imported after a dry run whose report names each bad row."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.web.workspace.desk import Desk, OfficeDesk
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Sheet, sheet_page
from services.portal.web.workspace.uploads import uploaded
from shared.contracts.vocabulary import Key
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/fachstelle/kennzahlen", include_in_schema=False)

COLUMNS = (Column("name", mark("Kennzahl")), Column("einheit", mark("Einheit")), Column("vorsicht", mark("Vorsicht")))
UNITS = {"percent": mark("Prozent"), "count": mark("Anzahl"), "euro": mark("Euro")}


@router.get("")
async def indicators(desk: OfficeDesk, asked: AskedSheet) -> Response:
    """Show the indicators and the sources whose tables can be imported."""
    registry = await desk.registry()
    rows = [
        {
            "name": Cell(each["label"]),
            "einheit": Cell(translated(UNITS.get(str(each["unit"]), str(each["unit"])))),
            "vorsicht": Cell(each["caution"]),
        }
        for each in await registry.every("/indicators")
    ]
    sources = await registry.every("/indicators/sources", most=100)
    return await sheet_page(
        desk, Sheet("kennzahlen", COLUMNS, rows), asked, template="workspace/office/indicators.html", sources=sources
    )


@router.get("/{key}")
async def source(key: Key, desk: OfficeDesk) -> Response:
    """Show where to choose a table of a source."""
    return await _page(desk, key)


@router.post("/{key}")
async def import_table(key: Key, desk: OfficeDesk) -> Response:
    """Look a table through, or take it over if that was the button; the report names each row that can't be taken."""
    await desk.equipment.pages.check_button(desk.request)
    file = await uploaded(desk)
    if file.fault:
        return await _page(desk, key, said=file.fault)
    is_real = (await desk.request.form()).get("then") == "apply"
    form = {"dry_run": "false" if is_real else "true"}
    try:
        path = f"/indicators/sources/{key}/imports"
        report = await (await desk.registry()).send_file(path, name=file.name, content=file.content, form=form)
    except Refused as refusal:
        return await _page(desk, key, said=refusal.sentence)
    return await _page(desk, key, report=report)


async def _page(desk: Desk, key: str, *, said: str = "", report: dict[str, Any] | None = None) -> Response:
    told = await (await desk.registry()).read(f"/indicators/sources/{key}")
    return await desk.page(
        "workspace/office/indicator_import.html", status=422 if said else 200, source=told, said=said, report=report
    )
