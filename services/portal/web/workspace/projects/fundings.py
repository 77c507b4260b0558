"""Who pays for a project, and until when."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import form_page, read, refused_page
from services.portal.web.workspace.projects.form import PROJECTS, FundingForm, funding_view, typed_funding
from shared.hosting.running import new_uuid7
from shared.web.forms import empty_form
from shared.web.pages.view import translated

router = APIRouter(prefix=PROJECTS + "/{project_id}/foerderungen", include_in_schema=False)


@router.get("/neu")
async def new_funding(project_id: UUID, desk: KeepersDesk) -> Response:
    """Lead to an id of its own, so that a form sent twice is one funding."""
    return desk.lead_to(f"/projekte/{project_id}/foerderungen/{new_uuid7()}")


@router.get("/{funding_id}")
async def show_funding(project_id: UUID, funding_id: UUID, desk: KeepersDesk) -> Response:
    """Show the form, empty for a new funding."""
    project, funding = await _known(desk, project_id, funding_id)
    form = typed_funding(funding) if funding else empty_form()
    return await form_page(desk, funding_view(project, is_new=funding is None), form)


@router.post("/{funding_id}")
async def save_funding(project_id: UUID, funding_id: UUID, desk: KeepersDesk) -> Response:
    """Write down a funding or change it."""
    form = await read(desk, FundingForm)
    project, funding = await _known(desk, project_id, funding_id)
    view = funding_view(project, is_new=funding is None)
    if form.values is None:
        return await form_page(desk, view, form, status=422)
    registry, path = await desk.registry(), f"/projects/{project_id}/fundings/{funding_id}"
    try:
        if form.values.version == 0:
            await registry.make(path, form.values.body())
        else:
            await registry.change(path, form.values.body(), version=form.values.version)
    except Refused as refusal:
        now: dict[str, Any] | None = dict(typed_funding(funding).typed) if funding else None
        return await refused_page(desk, view, form, refusal, now=now)
    return desk.lead_to(f"/projekte/{project_id}", erledigt=translated("Gespeichert."))


async def _known(desk: Desk, project_id: UUID, funding_id: UUID) -> tuple[Record, Record | None]:
    registry = await desk.registry()
    project = await registry.read(f"/projects/{project_id}")
    return project, await registry.find(f"/projects/{project_id}/fundings/{funding_id}")
