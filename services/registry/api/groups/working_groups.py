"""Working groups over HTTP."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.circles import routers
from services.registry.api.circles.circle import Keeper
from services.registry.api.groups import members, results
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.groups.working_group import WorkingGroup
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage.groups import working_groups
from services.registry.use_cases.groups.define_working_group import define_working_group
from shared.contracts.vocabulary import Key, Line, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/working-groups", tags=["working groups"])


class WorkingGroupBody(Body):
    """A working group as it is written."""

    label: Line
    network: Slug
    theme: Key | None = None
    target_group: Line | None = None
    life_phase: Key | None = None
    ended_on: date | None = None

    def working_group(self, group_id: UUID) -> WorkingGroup:
        """Return the domain's working group; raises SubjectMissing."""
        return WorkingGroup(id=group_id, **dict(self))


class WorkingGroupAnswer(WorkingGroupBody):
    """A working group as it stands."""

    id: UUID
    version: int


def answer_of(group: WorkingGroup) -> WorkingGroupAnswer:
    """Return the working group as the API shows it."""
    return WorkingGroupAnswer.model_validate(asdict(group))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[WorkingGroupAnswer])
async def list_working_groups(
    *,
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    network: Annotated[Slug | None, Query(description="Only groups of this network")] = None,
    theme: Annotated[Key | None, Query(description="Only groups with this theme")] = None,
) -> Response:
    """Return the working groups by name."""
    window = paging.window(str, UUID)
    async with edge.reading() as connection:
        rows = await working_groups.listed(connection, window, network=network, theme=theme)
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.id), item=answer_of)
    )


@router.get("/{circle_id}", dependencies=[Depends(require(PUBLIC))], response_model=WorkingGroupAnswer)
async def show_working_group(request: Request, edge: ServiceEdge, circle_id: UUID) -> Response:
    """Return one working group."""
    async with edge.reading() as connection:
        group = await working_groups.find(connection, circle_id)
    if group is None:
        raise NothingHere
    return shown(request, answer_of(group), version=group.version)


@router.put("/{circle_id}")
async def put_working_group(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Keeper,
    circle_id: UUID,
    body: WorkingGroupBody,
    condition: Condition,
) -> WorkingGroupAnswer:
    """Set up a working group, change it, or end it."""
    async with edge.transaction() as work:
        group = await define_working_group(work, actor, body.working_group(circle_id), condition=condition)
    settled(response, work, condition=condition, version=group.version)
    return answer_of(group)


router.include_router(members.router)
router.include_router(results.router)
router.include_router(routers.router)
