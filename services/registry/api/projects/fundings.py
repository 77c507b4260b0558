"""Who pays for a project: for those who answer for it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.registry.api.projects.schemas import FundingAnswer, FundingBody, funding_of
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.writing import settled
from services.registry.domain.refusals import NothingHere
from services.registry.storage.projects import fundings, projects
from services.registry.use_cases.projects.define_funding import define_funding
from services.registry.use_cases.projects.permission import insist_on_insight
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/projects/{project_id}/fundings", tags=["projects"])


@router.get("", response_model=Page[FundingAnswer])
async def list_fundings(
    request: Request,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))],
    paging: PageOf,
    project_id: UUID,
) -> Response:
    """Return a project's fundings, withdrawn ones too."""
    window = paging.window(UUID)
    async with edge.reading() as connection:
        project = await projects.find(connection, project_id)
        if project is None:
            raise NothingHere
        insist_on_insight(actor, project)
        rows = await fundings.listed(connection, window, project=project_id)
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.id,), item=funding_of))


@router.get("/{funding_id}", response_model=FundingAnswer)
async def show_funding(
    request: Request,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))],
    project_id: UUID,
    funding_id: UUID,
) -> Response:
    """Return one funding of a project."""
    async with edge.reading() as connection:
        project = await projects.find(connection, project_id)
        if project is None:
            raise NothingHere
        insist_on_insight(actor, project)
        funding = await fundings.find(connection, funding_id)
    if funding is None or funding.project != project_id:
        raise NothingHere
    return shown(request, funding_of(funding), version=funding.version)


@router.put("/{funding_id}")
async def put_funding(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))],
    project_id: UUID,
    funding_id: UUID,
    body: FundingBody,
    condition: Condition,
) -> FundingAnswer:
    """Write down who pays for a project, or change it."""
    async with edge.transaction() as work:
        funding = await define_funding(work, actor, body.funding(project_id, funding_id), condition=condition)
    settled(response, work, condition=condition, version=funding.version)
    return funding_of(funding)
