"""A network's members over HTTP."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import model_validator

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.membership import LeftReason, Membership
from services.registry.domain.refusals import NothingHere
from services.registry.storage import memberships, networks
from services.registry.use_cases.change_membership import change_membership
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Line, Slug
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC, any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/networks/{network}/members", tags=["members"])


class MembershipBody(Body):
    """A membership as it is written; on the day `left_on` the partner belongs no longer."""

    role: Line
    joined_on: date | None = None
    left_on: date | None = None
    left_reason: LeftReason | None = None

    @model_validator(mode="after")
    def _leaves_for_a_reason(self) -> Self:
        if self.left_reason is not None and self.left_on is None:
            raise ValueError("Bitte nennen Sie zum Grund auch den Tag des Austritts (left_on).")
        return self

    def membership(self, network: str, partner_id: UUID) -> Membership:
        """Return the domain's membership; raises EndsBeforeStart."""
        return Membership(network=network, partner=partner_id, **dict(self))


class MembershipAnswer(MembershipBody):
    """A membership as it stands."""

    network: Slug
    partner: UUID
    version: int


def answer_of(membership: Membership) -> MembershipAnswer:
    """Return the membership as the API shows it."""
    return MembershipAnswer.model_validate(membership, from_attributes=True)


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[MembershipAnswer])
async def list_members(
    request: Request,
    running: RunningService,
    paging: PageOf,
    network: Slug,
    former: Annotated[bool, Query(description="Also those who left or have yet to join")] = False,
) -> Response:
    """Return a network's members of today by name."""
    window, today = paging.window(str, UUID), local_day(running.clock())
    async with running.edge.reading() as connection:
        if not await networks.known(connection, [network]):
            raise NothingHere
        rows = await memberships.listed(connection, window, network=network, holding=None if former else today)
    page = page_of(
        rows, limit=paging.limit, key=lambda row: (row[0], row[1].partner), item=lambda row: answer_of(row[1])
    )
    return listed(request, page)


@router.get("/{partner_id}", dependencies=[Depends(require(PUBLIC))], response_model=MembershipAnswer)
async def show_member(request: Request, running: RunningService, network: Slug, partner_id: UUID) -> Response:
    """Return one membership, also a past one."""
    async with running.edge.reading() as connection:
        membership = await memberships.find(connection, network, partner_id)
    if membership is None:
        raise NothingHere
    return shown(request, answer_of(membership), version=membership.version)


@router.get("/{partner_id}/history", dependencies=[Depends(require(PUBLIC))], response_model=Page[MembershipAnswer])
async def list_versions(
    request: Request, running: RunningService, paging: PageOf, network: Slug, partner_id: UUID
) -> Response:
    """Return all versions of a membership, the first one first."""
    async with running.edge.reading() as connection:
        rows = await memberships.history(connection, network, partner_id, paging.window(int))
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.version,), item=answer_of))


@router.put("/{partner_id}")
async def put_member(
    *,
    response: Response,
    running: RunningService,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))],
    network: Slug,
    partner_id: UUID,
    body: MembershipBody,
    condition: Condition,
) -> MembershipAnswer:
    """Let a partner join, change its role, or let it leave."""
    async with running.edge.transaction() as work:
        membership = await change_membership(work, actor, body.membership(network, partner_id), condition=condition)
    settled(response, work, condition=condition, version=membership.version)
    return answer_of(membership)
