"""The words that mean the same to the search; the office keeps them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.last_change import Changed
from services.offers.api.search.schemas import SynonymsBody, SynonymsView, synonyms_view
from services.offers.api.unchanged import document
from services.offers.storage.search import synonyms
from services.offers.use_cases.search.keep_synonyms import put_group, remove_group
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of, read_cursor
from shared.web.etag import Condition, ExpectedVersion

router = APIRouter(prefix="/search/synonyms", tags=["search"])
Office = Annotated[Actor, Depends(require(office()))]
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("", response_model=Page[SynonymsView], dependencies=[Depends(require(PUBLIC))])
async def list_synonyms(
    request: Request, edge: ServiceEdge, changed: Changed, limit: Limit = 50, cursor: str | None = None
) -> Response:
    """Return the groups in the order of their ids."""
    after = read_cursor(cursor, UUID)
    async with edge.reading() as connection:
        rows = await synonyms.listed(connection, limit=limit + 1, after=after[0] if after else None)
    page: Page[SynonymsView] = page_of(rows, limit=limit, key=lambda group: (group.id,), item=synonyms_view)
    return document(request, page, modified=changed.whenever())


@router.put("/{group_id}", responses={201: {"model": SynonymsView}})
async def put_synonyms(
    group_id: UUID, *, actor: Office, body: SynonymsBody, condition: Condition, edge: ServiceEdge, response: Response
) -> SynonymsView:
    """Make a group (`If-None-Match: *`) or change it (`If-Match`)."""
    async with edge.transaction() as work:
        group = await put_group(work, actor, group_id=group_id, terms=body.terms, expected=condition.expected)
    response.status_code = 201 if condition.expected is None else 200
    answer(response, work, version=group.version)
    return synonyms_view(group)


@router.delete("/{group_id}", status_code=204)
async def delete_synonyms(
    group_id: UUID, actor: Office, expected: ExpectedVersion, edge: ServiceEdge, response: Response
) -> None:
    """Remove a group."""
    async with edge.transaction() as work:
        await remove_group(work, actor, group_id=group_id, expected=expected)
    answer(response, work, version=expected + 1)
