"""Anchor sites over HTTP."""

from datetime import time
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.anchor_site import AnchorSite
from services.registry.domain.opening import Accessibility, OpeningHours, Room, in_order
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage import anchor_sites
from services.registry.use_cases.define_anchor_site import define_anchor_site
from shared.contracts.vocabulary import Key, Latitude, Line, Longitude, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/anchor-sites", tags=["anchor sites"])


class OpeningHoursBody(Body):
    """An interval of a weekday, 1 is Monday, in Dortmund's time."""

    weekday: int = Field(ge=1, le=7)
    opens: time
    closes: time

    def hours(self) -> OpeningHours:
        """Return the domain's interval; raises EndsBeforeStart."""
        return OpeningHours(**dict(self))


class RoomBody(Body):
    """A room that others may use."""

    name: Line
    seats: int | None = Field(default=None, ge=1, le=5_000)
    equipment: tuple[Line, ...] = Field(default=(), max_length=30)


class AnchorSiteBody(Body):
    """An anchor site as it is written."""

    label: Line
    network: Slug | None = None
    area: Slug
    site_type: Key
    address: Line | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    operator: UUID | None = None
    opening_hours: tuple[OpeningHoursBody, ...] | None = Field(default=None, max_length=50)
    accessibility: tuple[Accessibility, ...] | None = None
    rooms: tuple[RoomBody, ...] | None = Field(default=None, max_length=50)

    def anchor_site(self, site_id: UUID) -> AnchorSite:
        """Return the domain's anchor site; raises EndsBeforeStart, HoursOverlap or NamedTwice."""
        hours = None if self.opening_hours is None else in_order([each.hours() for each in self.opening_hours])
        rooms = None if self.rooms is None else tuple(Room(**dict(room)) for room in self.rooms)
        return AnchorSite(id=site_id, **{**dict(self), "opening_hours": hours, "rooms": rooms})


class AnchorSiteAnswer(AnchorSiteBody):
    """An anchor site as it stands."""

    id: UUID
    version: int


def answer_of(site: AnchorSite) -> AnchorSiteAnswer:
    """Return the site as the API shows it."""
    return AnchorSiteAnswer.model_validate(site, from_attributes=True)


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[AnchorSiteAnswer])
async def list_anchor_sites(
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    network: Annotated[Slug | None, Query(description="Only sites of this network")] = None,
) -> Response:
    """Return the anchor sites by name."""
    async with edge.reading() as connection:
        rows = await anchor_sites.listed(connection, paging.window(str, UUID), network=network)
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.id), item=answer_of)
    )


@router.get("/{site_id}", dependencies=[Depends(require(PUBLIC))], response_model=AnchorSiteAnswer)
async def show_anchor_site(request: Request, edge: ServiceEdge, site_id: UUID) -> Response:
    """Return one anchor site."""
    async with edge.reading() as connection:
        site = await anchor_sites.find(connection, site_id)
    if site is None:
        raise NothingHere
    return shown(request, answer_of(site), version=site.version)


@router.put("/{site_id}")
async def put_anchor_site(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))],
    site_id: UUID,
    body: AnchorSiteBody,
    condition: Condition,
) -> AnchorSiteAnswer:
    """Describe an anchor site; a coordinator only those of the own network."""
    async with edge.transaction() as work:
        site = await define_anchor_site(work, actor, body.anchor_site(site_id), condition=condition)
    settled(response, work, condition=condition, version=site.version)
    return answer_of(site)
