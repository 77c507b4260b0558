"""Action areas over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.area import Area, AreaKind
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage import areas
from services.registry.use_cases.define_area import define_area
from shared.contracts.vocabulary import Latitude, Line, Longitude, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/areas", tags=["areas"])


class AreaBody(Body):
    """An action area as it is written; `valid_to` is its last year on the list."""

    label: Line
    kind: AreaKind
    district: Line
    valid_from: int = Field(ge=1900, le=2200)
    valid_to: int | None = Field(default=None, ge=1900, le=2200)
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    population: int | None = Field(default=None, ge=0, le=100_000_000)

    def area(self, area_id: str) -> Area:
        """Return the domain's area; raises EndsBeforeStart."""
        return Area(id=area_id, **dict(self))


class AreaAnswer(AreaBody):
    """An action area as it stands."""

    id: Slug
    version: int


def answer_of(area: Area) -> AreaAnswer:
    """Return the area as the API shows it."""
    return AreaAnswer.model_validate(area, from_attributes=True)


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[AreaAnswer])
async def list_areas(
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    year: Annotated[int | None, Query(ge=1900, le=2200, description="Only areas on the list in this year")] = None,
) -> Response:
    """Return the action areas by name."""
    async with edge.reading() as connection:
        rows = await areas.listed(connection, paging.window(str, str), year=year)
    page = page_of(rows, limit=paging.limit, key=lambda area: (sort_key(area.label), area.id), item=answer_of)
    return listed(request, page)


@router.get("/{area}", dependencies=[Depends(require(PUBLIC))], response_model=AreaAnswer)
async def show_area(request: Request, edge: ServiceEdge, area: Slug) -> Response:
    """Return one action area."""
    async with edge.reading() as connection:
        found = await areas.find(connection, area)
    if found is None:
        raise NothingHere
    return shown(request, answer_of(found), version=found.version)


@router.put("/{area}")
async def put_area(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(office()))],
    area: Slug,
    body: AreaBody,
    condition: Condition,
) -> AreaAnswer:
    """Put an area on the list or change it."""
    async with edge.transaction() as work:
        stands = await define_area(work, actor, body.area(area), condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)
