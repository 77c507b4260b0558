"""Barriers that people have told of: the office reads them and deletes what is dealt with."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.storage import barriers
from services.portal.web.workspace.desk import OfficeDesk
from shared.web.pages.view import translated

router = APIRouter(prefix="/arbeitsbereich/fachstelle/barrieren", include_in_schema=False)


@router.get("")
async def list_barriers(desk: OfficeDesk) -> Response:
    """Show what nobody has dealt with."""
    async with desk.edge.reading() as connection:
        found = await barriers.oldest(connection)
    return await desk.page("workspace/office/barriers.html", barriers=found)


@router.post("/{barrier_id}/erledigt")
async def dealt_with(barrier_id: UUID, desk: OfficeDesk) -> Response:
    """Delete one."""
    await desk.equipment.pages.check_button(desk.request)
    async with desk.edge.transaction() as work:
        await barriers.remove(work.connection, barrier_id)
    return desk.lead_to("/fachstelle/barrieren", erledigt=translated("Erledigt und gelöscht."))
