"""Governance bodies over HTTP."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.registry.api.circles import routers
from services.registry.api.circles.circle import Keeper
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.bodies import body as domain
from services.registry.domain.bodies.body import BodyKind, BodyMember
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage.bodies import bodies
from services.registry.use_cases.bodies.define_body import define_body
from shared.contracts.vocabulary import Line, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/bodies", tags=["bodies"])


class MemberBody(Body):
    """A member: a partner or a person, never a name."""

    partner: UUID | None = None
    person: UUID | None = None
    function: Line
    since: date | None = None
    until: date | None = None


class BodyBody(Body):
    """A body as it is written; without a network it is of the whole city."""

    label: Line
    kind: BodyKind
    network: Slug | None = None
    members: tuple[MemberBody, ...] = Field(default=(), max_length=200)

    def body(self, body_id: UUID) -> domain.Body:
        """Return the domain's body; raises MemberUnclear or EndsBeforeStart."""
        members = tuple(BodyMember(**dict(member)) for member in self.members)
        return domain.Body(id=body_id, **{**dict(self), "members": members})


class BodyAnswer(BodyBody):
    """A body as it stands."""

    id: UUID
    version: int


def answer_of(body: domain.Body) -> BodyAnswer:
    """Return the body as the API shows it."""
    return BodyAnswer.model_validate(asdict(body))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[BodyAnswer])
async def list_bodies(
    *,
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    network: Annotated[Slug | None, Query(description="Only bodies of this network")] = None,
    city_wide: Annotated[bool, Query(description="Only bodies of the whole city")] = False,
) -> Response:
    """Return the bodies by name."""
    window = paging.window(str, UUID)
    async with edge.reading() as connection:
        rows = await bodies.listed(connection, window, network=network, city_wide=city_wide)
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.id), item=answer_of)
    )


@router.get("/{circle_id}", dependencies=[Depends(require(PUBLIC))], response_model=BodyAnswer)
async def show_body(request: Request, edge: ServiceEdge, circle_id: UUID) -> Response:
    """Return one body with its members, former ones too."""
    async with edge.reading() as connection:
        body = await bodies.find(connection, circle_id)
    if body is None:
        raise NothingHere
    return shown(request, answer_of(body), version=body.version)


@router.put("/{circle_id}")
async def put_body(
    *, response: Response, edge: ServiceEdge, actor: Keeper, circle_id: UUID, body: BodyBody, condition: Condition
) -> BodyAnswer:
    """Set up a body or change it and its members; one of the whole city only by the office."""
    async with edge.transaction() as work:
        stands = await define_body(work, actor, body.body(circle_id), condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)


router.include_router(routers.router)
