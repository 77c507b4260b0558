"""`GET /fachstelle`: what waits for the office, most urgent first; each figure leads to the list behind it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.storage.agenda import read_agenda
from services.dashboard.use_cases.read_picture import ZONE
from services.dashboard.web.office.access import Planner
from services.dashboard.web.office.drawing import draw_for_office, freshness_of
from shared.hosting.running import RunningService

router = APIRouter(include_in_schema=False)


@router.get("/fachstelle")
async def start(request: Request, running: RunningService, _: Planner) -> Response:
    """Return the office's first page."""
    now = running.clock()
    async with running.edge.reading() as connection:
        agenda = await read_agenda(connection, today=now.astimezone(ZONE).date())
        freshness = await freshness_of(connection, running, now=now)
    return await draw_for_office(request, "start.html", now=now, agenda=agenda, freshness=freshness)
