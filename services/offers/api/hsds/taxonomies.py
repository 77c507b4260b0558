"""`/taxonomies` and `/taxonomy_terms`: our vocabularies and their words; they are few, so they are counted here."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from services.offers.api.hsds.answers import AskedBy, Reader, page_of
from services.offers.api.hsds.query import PagedQuery, TermQuery
from services.offers.api.hsds.schemas import LISTED, SINGLE, HsdsPage
from services.offers.domain.hsds.record import Json
from services.offers.domain.hsds.taxonomies import TAXONOMIES, taxonomy_of, term_of
from services.offers.domain.wording import plain
from services.offers.storage.hsds.vocabulary import every_term
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible

router = APIRouter(tags=["hsds"], dependencies=[Depends(require(PUBLIC))])


@router.get("/taxonomies", response_model=HsdsPage, responses=LISTED)
async def list_taxonomies(query: Annotated[PagedQuery, Query()], reader: AskedBy) -> Response:
    """Return our vocabularies."""
    return _answered(reader, query, [taxonomy_of(taxonomy) for taxonomy in TAXONOMIES])


@router.get("/taxonomies/{id}", response_model=dict[str, Any], responses=SINGLE)
async def get_taxonomy(id: UUID, reader: AskedBy) -> Response:  # noqa: A002 - HSDS calls the parameter so
    """Return a vocabulary."""
    return reader.given(_the(map(taxonomy_of, TAXONOMIES), id))


@router.get("/taxonomy_terms", response_model=HsdsPage, responses=LISTED)
async def list_terms(query: Annotated[TermQuery, Query()], edge: ServiceEdge, reader: AskedBy) -> Response:
    """Return the words of our vocabularies; all of them are at the top."""
    asked = {str(id_) for id_ in query.taxonomy_id}
    async with edge.reading() as connection:
        terms = [term for term in await every_term(connection) if not asked or term.taxonomy.id in asked]
    return _answered(reader, query, [term_of(term) for term in terms if not query.parent_id])


@router.get("/taxonomy_terms/{id}", response_model=dict[str, Any], responses=SINGLE)
async def get_term(id: UUID, edge: ServiceEdge, reader: AskedBy) -> Response:  # noqa: A002 - HSDS calls the parameter so
    """Return a word of a vocabulary."""
    async with edge.reading() as connection:
        terms = await every_term(connection)
    return reader.given(_the(map(term_of, terms), id))


def _the(told: Iterable[Json], id_: UUID) -> Json:
    for each in told:
        if each["id"] == str(id_):
            return each
    raise NotVisible


def _answered(reader: Reader, query: PagedQuery, told: Sequence[Json]) -> Response:
    found = [each for each in told if _speaks_of(each, query.search)]
    if query.format == "ndjson":
        return reader.streamed(_once(found))
    shown = found[query.offset : query.offset + query.per_page]
    return reader.given(page_of(shown, total=len(found), page=query.page, per_page=query.per_page))


def _speaks_of(told: Json, texts: Sequence[str]) -> bool:
    words = plain(f"{told['name']} {told['description']}")
    return not texts or any(plain(text) in words for text in texts)


async def _once(found: Sequence[Json]) -> AsyncIterator[Sequence[Json]]:
    yield found
