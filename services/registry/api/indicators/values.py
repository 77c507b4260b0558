"""Figures over HTTP, each with what must stand beside it: the source and the indicator's caution."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from services.registry.api.reading import PageOf, listed
from services.registry.domain.indicators.indicator import Direction, Unit
from services.registry.storage.indicators import values
from services.registry.storage.indicators.values import Wanted
from shared.contracts.vocabulary import Key, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.cursor import Page, page_of

router = APIRouter(prefix="/indicators/values", tags=["indicators"])

Year = Annotated[int, Query(ge=1900, le=2200)]


class ValueAnswer(BaseModel):
    """A figure; without a value it was suppressed, for fewer than five persons stand behind it."""

    area: str
    year: int
    indicator: str
    source: str
    value: float | None
    suppressed: bool
    version: int


class DescribedValueAnswer(ValueAnswer):
    """A figure with the words that belong to it."""

    label: str
    unit: Unit
    direction: Direction
    caution: str
    source_label: str
    source_website: str | None


class FormerValueAnswer(ValueAnswer):
    """A version of a figure."""

    imported_at: datetime


def _described(row: Any) -> DescribedValueAnswer:
    return DescribedValueAnswer.model_validate(dict(row))


def _former(row: Any) -> FormerValueAnswer:
    return FormerValueAnswer.model_validate(dict(row))


def _place(row: Any) -> tuple[str, int, str, str]:
    return (row["area"], row["year"], row["indicator"], row["source"])


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[DescribedValueAnswer])
async def list_values(
    *,
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    network: Annotated[Slug | None, Query(description="Only the areas of this network")] = None,
    area: Annotated[Slug | None, Query()] = None,
    year: Year | None = None,
    indicator: Annotated[Key | None, Query()] = None,
) -> Response:
    """Return figures by area, year, indicator and source."""
    wanted = Wanted(network=network, area=area, year=year, indicator=indicator)
    async with edge.reading() as connection:
        rows = await values.described(connection, paging.window(str, int, str, str), wanted)
    return listed(request, page_of(rows, limit=paging.limit, key=_place, item=_described))


@router.get("/history", dependencies=[Depends(require(PUBLIC))], response_model=Page[FormerValueAnswer])
async def list_versions(
    *,
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    area: Annotated[Slug, Query()],
    year: Year,
    indicator: Annotated[Key, Query()],
    source: Annotated[Key, Query()],
) -> Response:
    """Return all versions of one figure, the first one first."""
    async with edge.reading() as connection:
        rows = await values.history(connection, paging.window(int), (area, year, indicator), source)
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row["version"],), item=_former))
