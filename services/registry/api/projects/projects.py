"""Projects: what they are, for everybody to read; written by the office and by the coordinators of their networks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.projects.schemas import (
    ProjectAnswer,
    ProjectBody,
    ProjectVersionAnswer,
    answer_of,
    version_of,
)
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.writing import settled
from services.registry.domain.projects.life import ProjectState
from services.registry.domain.projects.project import ProjectKind
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage.projects import projects
from services.registry.storage.projects.projects import ProjectFilter
from services.registry.storage.projects.tables import PROJECT_VERSIONS
from services.registry.use_cases.projects.define_project import define_project
from services.registry.use_cases.projects.permission import insist_on_insight
from shared.contracts.vocabulary import Key, Line, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/projects", tags=["projects"])


async def _asked(
    *,
    network: Annotated[Slug | None, Query(description="Only projects of this network")] = None,
    kind: Annotated[ProjectKind | None, Query()] = None,
    state: Annotated[ProjectState | None, Query()] = None,
    lead: Annotated[UUID | None, Query(description="Only projects that this partner leads")] = None,
    goal: Annotated[Key | None, Query(description="Only projects that serve a goal of this id")] = None,
    municipality: Annotated[Line | None, Query(description="Only projects that this municipality takes over")] = None,
    q: Annotated[Line | None, Query(description="Only names that contain this")] = None,
) -> ProjectFilter:
    return ProjectFilter(
        network=network, kind=kind, state=state, lead=lead, goal=goal, municipality=municipality, words=q
    )


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[ProjectAnswer])
async def list_projects(
    request: Request, edge: ServiceEdge, paging: PageOf, asked: Annotated[ProjectFilter, Depends(_asked)]
) -> Response:
    """Return the projects by name."""
    async with edge.reading() as connection:
        rows = await projects.listed(connection, paging.window(str, UUID), asked=asked)
    page = page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.id), item=answer_of)
    return listed(request, page)


@router.get("/{project_id}", dependencies=[Depends(require(PUBLIC))], response_model=ProjectAnswer)
async def show_project(request: Request, edge: ServiceEdge, project_id: UUID) -> Response:
    """Return one project."""
    async with edge.reading() as connection:
        project = await projects.find(connection, project_id)
    if project is None:
        raise NothingHere
    return shown(request, answer_of(project), version=project.version)


@router.put("/{project_id}")
async def put_project(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))],
    project_id: UUID,
    body: ProjectBody,
    condition: Condition,
) -> ProjectAnswer:
    """Put a project into the portfolio or change it; its state goes on step by step."""
    async with edge.transaction() as work:
        project = await define_project(work, actor, body.project(project_id), condition=condition)
    settled(response, work, condition=condition, version=project.version)
    return answer_of(project)


@router.get("/{project_id}/versions", response_model=Page[ProjectVersionAnswer])
async def list_versions(
    request: Request,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))],
    paging: PageOf,
    project_id: UUID,
) -> Response:
    """Return all versions of a project, the first one first."""
    window = paging.window(int)
    async with edge.reading() as connection:
        project = await projects.find(connection, project_id)
        if project is None:
            raise NothingHere
        insist_on_insight(actor, project)
        rows = await PROJECT_VERSIONS.listed(connection, project_id, window)
    page = page_of(rows, limit=paging.limit, key=lambda row: (row.state.version,), item=version_of)
    return listed(request, page)
