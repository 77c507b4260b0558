"""`GET /fachstelle/projekt/{project_id}`: who pays for a project until when, and which holes there would be without it."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.domain.coverage import Depth
from services.dashboard.domain.what_if import count
from services.dashboard.storage.lists.names import network_names
from services.dashboard.storage.project import read_project
from services.dashboard.web.office.access import Planner
from services.dashboard.web.office.drawing import draw_for_office, freshness_of
from shared.hosting.running import RunningService
from shared.identity.refusals import NotVisible

router = APIRouter(include_in_schema=False)


@router.get("/fachstelle/projekt/{project_id}")
async def project_page(project_id: UUID, request: Request, running: RunningService, _: Planner) -> Response:
    """Return the project."""
    now = running.clock()
    async with running.edge.reading() as connection:
        project = await read_project(connection, project_id)
        if project is None:
            raise NotVisible
        networks = await network_names(connection)
        freshness = await freshness_of(connection, running, now=now)
    return await draw_for_office(
        request,
        "project.html",
        now=now,
        project=project,
        networks=networks,
        freshness=freshness,
        holes=count(project.losses, Depth.HOLE),
        thin=count(project.losses, Depth.THIN),
    )
