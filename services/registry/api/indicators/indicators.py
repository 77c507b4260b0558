"""Indicators over HTTP: what is measured."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.indicators.indicator import Direction, Indicator, Unit
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage.indicators import indicators
from services.registry.use_cases.indicators.define_indicator import define_indicator
from shared.contracts.vocabulary import Key, Line
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/indicators", tags=["indicators"])


class IndicatorBody(Body):
    """An indicator as it is written; the caution says what its figures do not tell."""

    label: Line
    unit: Unit
    direction: Direction
    caution: Line

    def indicator(self, key: str) -> Indicator:
        """Return the domain's indicator; raises DescentIsNoNeed."""
        return Indicator(key=key, **dict(self))


class IndicatorAnswer(IndicatorBody):
    """An indicator as it stands."""

    key: Key
    version: int


def answer_of(indicator: Indicator) -> IndicatorAnswer:
    """Return the indicator as the API shows it."""
    return IndicatorAnswer.model_validate(asdict(indicator))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[IndicatorAnswer])
async def list_indicators(request: Request, edge: ServiceEdge, paging: PageOf) -> Response:
    """Return the indicators by name."""
    async with edge.reading() as connection:
        rows = await indicators.listed(connection, paging.window(str, str))
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.key), item=answer_of)
    )


@router.get("/{key}", dependencies=[Depends(require(PUBLIC))], response_model=IndicatorAnswer)
async def show_indicator(request: Request, edge: ServiceEdge, key: Key) -> Response:
    """Return one indicator."""
    async with edge.reading() as connection:
        found = await indicators.find(connection, key)
    if found is None:
        raise NothingHere
    return shown(request, answer_of(found), version=found.version)


@router.put("/{key}")
async def put_indicator(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(office()))],
    key: Key,
    body: IndicatorBody,
    condition: Condition,
) -> IndicatorAnswer:
    """Define an indicator or change its words."""
    async with edge.transaction() as work:
        stands = await define_indicator(work, actor, body.indicator(key), condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)
