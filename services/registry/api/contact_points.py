"""Contact points over HTTP: kept once, shown wherever they are used."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.registry.api.anchor_sites import OpeningHoursBody
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body, FunctionalMail, PhoneNumber, WebAddress
from services.registry.api.writing import settled
from services.registry.domain.contact_point import ContactPoint, Use, UsedBy
from services.registry.domain.opening import in_order
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage import contact_points
from services.registry.use_cases.define_contact_point import define_contact_point
from shared.contracts.vocabulary import Line, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/contact-points", tags=["contact points"])

MOST_USES = 200
Writer = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))]


class UseBody(Body):
    """A place where the contact point is shown; `thing` is the slug of a network, else an id."""

    kind: UsedBy
    thing: Line


class ContactPointBody(Body):
    """A contact point as it is written; a function, never a person."""

    label: Line
    network: Slug | None = None
    organisation: UUID | None = None
    phone: PhoneNumber | None = Field(default=None, description="A function's number, never a person's own")
    mail: FunctionalMail | None = Field(default=None, description="A functional mailbox, never a person's own")
    website: WebAddress | None = None
    address: Line | None = None
    hours: tuple[OpeningHoursBody, ...] | None = Field(default=None, max_length=50)
    uses: tuple[UseBody, ...] = Field(default=(), max_length=MOST_USES)

    def contact_point(self, point_id: UUID) -> ContactPoint:
        """Return the domain's contact point; raises UnreachableContact, EndsBeforeStart, HoursOverlap or NamedTwice."""
        hours = None if self.hours is None else in_order([each.hours() for each in self.hours])
        uses = tuple(Use(kind=use.kind, thing=use.thing) for use in self.uses)
        return ContactPoint(id=point_id, **{**dict(self), "hours": hours, "uses": uses})


class ContactPointAnswer(ContactPointBody):
    """A contact point as it stands."""

    id: UUID
    version: int


def answer_of(point: ContactPoint) -> ContactPointAnswer:
    """Return the contact point as the API shows it."""
    return ContactPointAnswer.model_validate(point, from_attributes=True)


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[ContactPointAnswer])
async def list_contact_points(
    *,
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    network: Annotated[Slug | None, Query(description="Only those of this network")] = None,
    organisation: Annotated[UUID | None, Query(description="Only those of this organisation")] = None,
    used_by: Annotated[UsedBy | None, Query(description="With `thing`: only those that it shows")] = None,
    thing: Annotated[Line | None, Query(description="With `used_by`: the id of what shows them")] = None,
) -> Response:
    """Return the contact points by name."""
    use = None if used_by is None or thing is None else Use(kind=used_by, thing=thing)
    async with edge.reading() as connection:
        rows = await contact_points.listed(
            connection, paging.window(str, UUID), network=network, organisation=organisation, used_by=use
        )
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.id), item=answer_of)
    )


@router.get("/{point_id}", dependencies=[Depends(require(PUBLIC))], response_model=ContactPointAnswer)
async def show_contact_point(request: Request, edge: ServiceEdge, point_id: UUID) -> Response:
    """Return one contact point."""
    async with edge.reading() as connection:
        point = await contact_points.find(connection, point_id)
    if point is None:
        raise NothingHere
    return shown(request, answer_of(point), version=point.version)


@router.put("/{point_id}")
async def put_contact_point(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Writer,
    point_id: UUID,
    body: ContactPointBody,
    condition: Condition,
) -> ContactPointAnswer:
    """Keep a contact point: the office, the quarter's coordinators, or the organisation whose function it is."""
    async with edge.transaction() as work:
        point = await define_contact_point(work, actor, body.contact_point(point_id), condition=condition)
    settled(response, work, condition=condition, version=point.version)
    return answer_of(point)
