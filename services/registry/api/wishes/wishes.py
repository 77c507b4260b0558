"""Wishes over HTTP: anybody says what is missing, from fixed lists and without a name; figures are told from five on."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from services.registry.api.reading import PageOf, listed
from services.registry.api.schema import Body
from services.registry.domain.wishes.wish import Theme, Wish, WishFigure
from services.registry.storage.wishes import wishes
from services.registry.use_cases.wishes.count_wish import count_wish
from shared.contracts.vocabulary import Key, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.visitors import AskingSource
from shared.web.cursor import Page, page_of
from shared.web.source_limit import SourceLimit

router = APIRouter(prefix="/wishes", tags=["wishes"])


class WishBody(Body):
    """What is missing: a quarter, a life phase and a theme."""

    network: Slug
    phase: Key
    theme: Theme

    def wish(self) -> Wish:
        """Return the domain's wish."""
        return Wish(**dict(self))


class WishFigureAnswer(BaseModel):
    """So many families at least have wished for it."""

    network: str
    phase: str
    theme: Theme
    at_least: int


async def _limit(request: Request) -> SourceLimit:
    limit: SourceLimit = request.app.state.wish_limit
    return limit


def _answer_of(figure: WishFigure) -> WishFigureAnswer:
    return WishFigureAnswer(network=figure.network, phase=figure.phase, theme=figure.theme, at_least=figure.at_least)


@router.post("", status_code=204)
async def post_wish(
    edge: ServiceEdge, limit: Annotated[SourceLimit, Depends(_limit)], source: AskingSource, body: WishBody
) -> None:
    """Count a wish; nothing about who asked is kept."""
    if source is not None:
        limit.count(source, now=edge.clock())
    async with edge.transaction() as work:
        await count_wish(work, body.wish())


@router.get("/figures", dependencies=[Depends(require(PUBLIC))], response_model=Page[WishFigureAnswer])
async def list_figures(
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    network: Annotated[Slug | None, Query(description="Only wishes for this quarter")] = None,
) -> Response:
    """Return what at least five families miss, in round figures."""
    async with edge.reading() as connection:
        rows = await wishes.figures(connection, paging.window(str, str, str), network=network)
    page = page_of(rows, limit=paging.limit, key=lambda row: (row.network, row.phase, row.theme.value), item=_answer_of)
    return listed(request, page)
