"""Finding offers by words and filters, with counts; and completing words while they are typed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import StringConstraints
from starlette.responses import Response

from services.offers.api.last_change import Changed
from services.offers.api.search.equipment import Search
from services.offers.api.search.remembered import NOT_TO_BE_REMEMBERED, STANDING
from services.offers.api.search.schemas import SearchView, SuggestionsView, search_json
from services.offers.api.search.search_query import SearchQuery
from services.offers.api.unchanged import document, json_document
from services.offers.use_cases.search.find_offers import Page, find_offers, suggest_words
from shared.calendar_day import local_day
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(prefix="/offers/search", tags=["search"], dependencies=[Depends(require(PUBLIC))])
Beginning = Annotated[str, StringConstraints(min_length=2, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")]


@router.get("", response_model=SearchView)
async def search_offers(
    query: Annotated[SearchQuery, Query()], search: Search, edge: ServiceEdge, changed: Changed, request: Request
) -> Response:
    """Return published offers, the best first, and how many each filter would find."""
    now = edge.clock()
    page = Page(query.limit, query.after(), query.facets)
    chosen = query.wanted(local_day(now))
    standing = getattr(request.state, STANDING, None)
    question, answer = await find_offers(
        search.live, search.missed, text=query.q, chosen=chosen, page=page, now=now, standing=standing
    )
    if answer.total == 0:
        setattr(request.state, NOT_TO_BE_REMEMBERED, True)  # each search without a hit is counted
    merged = (await search.live.current(standing)).merged
    offers = await search.items.of(edge, answer.found[: query.limit], merged=merged)
    found = search_json(question, answer, limit=query.limit, offers=offers, now=now)
    return json_document(request, found, modified=changed.by_minute())


@router.get("/suggestions", response_model=SuggestionsView)
async def suggest(q: Annotated[Beginning, Query()], search: Search, changed: Changed, request: Request) -> Response:
    """Return words of titles that begin so."""
    words = await suggest_words(search.live, q)
    return document(request, SuggestionsView(words=words), modified=changed.whenever())
