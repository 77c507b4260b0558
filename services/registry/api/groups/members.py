"""The partners in a working group over HTTP: they join and leave by themselves."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.groups.membership import GroupMembership
from services.registry.domain.refusals import NothingHere
from services.registry.storage.groups import memberships, working_groups
from services.registry.use_cases.groups.join_group import join_group
from shared.calendar_day import local_day
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/{circle_id}/members", tags=["working groups"])


class GroupMembershipBody(Body):
    """A membership as it is written; on the day `left_on` the partner belongs no longer."""

    joined_on: date | None = None
    left_on: date | None = None

    def membership(self, group_id: UUID, partner_id: UUID) -> GroupMembership:
        """Return the domain's membership; raises EndsBeforeStart."""
        return GroupMembership(group=group_id, partner=partner_id, **dict(self))


class GroupMembershipAnswer(GroupMembershipBody):
    """A membership as it stands."""

    group: UUID
    partner: UUID
    version: int


def answer_of(membership: GroupMembership) -> GroupMembershipAnswer:
    """Return the membership as the API shows it."""
    return GroupMembershipAnswer.model_validate(asdict(membership))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[GroupMembershipAnswer])
async def list_group_members(
    *,
    request: Request,
    running: RunningService,
    paging: PageOf,
    circle_id: UUID,
    former: Annotated[bool, Query(description="Also those who left or have yet to join")] = False,
) -> Response:
    """Return a group's members of today."""
    window, today = paging.window(UUID), local_day(running.clock())
    async with running.edge.reading() as connection:
        if await working_groups.find(connection, circle_id) is None:
            raise NothingHere
        rows = await memberships.listed(connection, window, group=circle_id, holding=None if former else today)
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.partner,), item=answer_of))


@router.get("/{partner_id}", dependencies=[Depends(require(PUBLIC))], response_model=GroupMembershipAnswer)
async def show_group_member(request: Request, running: RunningService, circle_id: UUID, partner_id: UUID) -> Response:
    """Return one membership, also a past one."""
    async with running.edge.reading() as connection:
        membership = await memberships.find(connection, circle_id, partner_id)
    if membership is None:
        raise NothingHere
    return shown(request, answer_of(membership), version=membership.version)


@router.get(
    "/{partner_id}/history", dependencies=[Depends(require(PUBLIC))], response_model=Page[GroupMembershipAnswer]
)
async def list_group_versions(
    request: Request, running: RunningService, paging: PageOf, circle_id: UUID, partner_id: UUID
) -> Response:
    """Return all versions of a membership, the first one first."""
    async with running.edge.reading() as connection:
        rows = await memberships.history(connection, circle_id, partner_id, paging.window(int))
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.version,), item=answer_of))


@router.put("/{partner_id}")
async def put_group_member(
    *,
    response: Response,
    running: RunningService,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("partner_id"))))],
    circle_id: UUID,
    partner_id: UUID,
    body: GroupMembershipBody,
    condition: Condition,
) -> GroupMembershipAnswer:
    """Let a partner join or leave; its own people do it, or a coordinator for them."""
    async with running.edge.transaction() as work:
        membership = await join_group(work, actor, body.membership(circle_id, partner_id), condition=condition)
    settled(response, work, condition=condition, version=membership.version)
    return answer_of(membership)
