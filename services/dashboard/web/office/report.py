"""`GET /fachstelle/bericht`: the whole picture as a paper for the council, PDF/UA-1, and as a workbook; each in one click."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.equipment import Papers, Pictures
from services.dashboard.settings import DashboardSettings
from services.dashboard.storage.agenda import read_agenda
from services.dashboard.storage.lists.names import network_names
from services.dashboard.storage.rollout import read_rounds
from services.dashboard.use_cases.read_picture import ZONE
from services.dashboard.web.office.access import Planner
from services.dashboard.web.office.drawing import draw_for_office, freshness_of
from services.dashboard.web.office.every_list import LISTS
from services.dashboard.web.office.report_tables import Report, Table, report_of, table_of_list
from shared.documents import Document
from shared.hosting.running import Running, RunningService
from shared.spreadsheets.formats import FORMATS
from shared.spreadsheets.workbook_stream import workbook_of
from shared.web.pages.view import translated

TEMPLATE: Final = Path(__file__).parent.parent / "papers" / "council_report.typ"
# What the council decides about; the other lists are the office's daily work.
IN_THE_REPORT: Final = ("luecken", "bedarf", "finanzierungen", "projekte", "fristen", "frische", "suchen", "reichweite")
PRINTED_ROWS: Final = 40

router = APIRouter(prefix="/fachstelle/bericht", include_in_schema=False)


@router.get("")
async def report_page(request: Request, running: RunningService, _: Planner) -> Response:
    """Return the page from which both are taken."""
    now = running.clock()
    async with running.edge.reading() as connection:
        freshness = await freshness_of(connection, running, now=now)
    titles = [translated(LISTS[name].title) for name in IN_THE_REPORT]
    return await draw_for_office(request, "report.html", now=now, freshness=freshness, titles=titles)


@router.get("/rat.pdf")
async def report_pdf(running: RunningService, pictures: Pictures, papers: Papers, _: Planner) -> Response:
    """Return the paper; long lists are cut, the workbook has them whole."""
    report = await _report(running, pictures)
    pdf = await papers.pdf(Document(template=TEMPLATE, data=report.printed(most_rows=PRINTED_ROWS)))
    return _file(pdf, "application/pdf", f"bericht-{report.day.isoformat()}.pdf")


@router.get("/rat.xlsx")
async def report_workbook(running: RunningService, pictures: Pictures, _: Planner) -> Response:
    """Return the workbook, a sheet for each table."""
    report = await _report(running, pictures)
    workbook = workbook_of({table.title: [table.columns, *table.rows] for table in report.tables})
    return _file(workbook, FORMATS["xlsx"].media_type, f"bericht-{report.day.isoformat()}.xlsx")


async def _report(running: Running, pictures: Pictures) -> Report:
    settings, now = running.settings, running.clock()
    assert isinstance(settings, DashboardSettings)
    today = now.astimezone(ZONE).date()
    async with running.edge.reading() as connection:
        picture = await pictures.read(connection, now=now)
        networks = await network_names(connection)
        lists: list[Table] = []
        for name in IN_THE_REPORT:
            rows = await LISTS[name].rows(connection, today=today)
            lists.append(table_of_list(LISTS[name], rows, networks))
        return report_of(
            picture,
            agenda=await read_agenda(connection, today=today),
            rounds=await read_rounds(connection),
            lists=lists,
            city=settings.city.name,
            today=today,
        )


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
