"""What was looked for in vain, from five times on, for those who close gaps."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.search.schemas import MissedView
from services.offers.api.unchanged import document
from services.offers.domain.search.missed import coarse
from services.offers.storage.search import missed
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of, read_cursor

router = APIRouter(prefix="/search/missed", tags=["search"])
Planner = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("", response_model=Page[MissedView])
async def list_missed(
    request: Request, actor: Planner, edge: ServiceEdge, limit: Limit = 50, cursor: str | None = None
) -> Response:
    """Return the most missed first, in round figures; a coordinator reads of the own quarters."""
    after = read_cursor(cursor, int, UUID)
    networks = None if actor.is_office else sorted(actor.networks)
    async with edge.reading() as connection:
        rows = await missed.figures(connection, networks=networks, limit=limit + 1, after=after)
    page: Page[MissedView] = page_of(rows, limit=limit, key=lambda row: (row.times, row.id), item=_view)
    return document(request, page)


def _view(row: missed.Sum) -> MissedView:
    return MissedView(network=row.missed.network, words=row.missed.words, at_least=coarse(row.times))
