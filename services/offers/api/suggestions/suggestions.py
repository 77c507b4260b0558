"""What anybody proposes to change, without a name; the answer is seen by a secret that travels in bodies."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from services.offers.api.access import Editor
from services.offers.api.freshness.rechecks import Coordination, LinkBody
from services.offers.domain.content_refusals import LinkNotValid
from services.offers.domain.secret import fingerprint
from services.offers.domain.suggestion import Suggestion, SuggestionState
from services.offers.storage import offers
from services.offers.storage.suggestions import suggestions
from services.offers.use_cases.permission import insist_on_changing
from services.offers.use_cases.suggestions.suggest import answer_suggestion, suggest_change
from shared.contracts.vocabulary import Slug, Text
from shared.hosting.answers import answer as answered
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.identity.visitors import AskingSource
from shared.web.cursor import Page, page_of, read_cursor
from shared.web.etag import ExpectedVersion
from shared.web.source_limit import SourceLimit

router = APIRouter(tags=["suggestions"])
MOST_SHOWN = 100


class SuggestionBody(BaseModel):
    """What is to be changed, in one's own words; no name, no address, no number."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[Text, Field(min_length=3, max_length=2_000)]


class AnswerBody(BaseModel):
    """What becomes of a suggestion, as its author reads it."""

    model_config = ConfigDict(extra="forbid")

    accepted: bool
    answer: Annotated[Text, Field(min_length=1, max_length=2_000)]


class SuggestionView(BaseModel):
    """A suggestion and its answer."""

    id: UUID
    offer: UUID
    text: str
    state: SuggestionState
    answer: str | None
    made_at: datetime
    answered_at: datetime | None
    version: int


class MadeView(SuggestionView):
    """A new suggestion with its author's secret, shown this once."""

    token: str


class SuggestionsView(BaseModel):
    """The newest suggestions about an offer."""

    items: list[SuggestionView]


@router.post("/offers/{offer_id}/suggestions", status_code=201)
async def suggest(
    offer_id: UUID, body: SuggestionBody, edge: ServiceEdge, source: AskingSource, request: Request
) -> MadeView:
    """Propose a change."""
    if source is not None:
        limit: SourceLimit = request.app.state.suggestion_limit
        limit.count(source, now=edge.clock())
    async with edge.transaction() as work:
        suggestion, secret = await suggest_change(work, offer_id=offer_id, text=body.text)
    return MadeView(**_view(suggestion).model_dump(), token=secret)


@router.post("/suggestions/lookup", dependencies=[Depends(require(PUBLIC))])
async def look_up(body: LinkBody, edge: ServiceEdge) -> SuggestionView:
    """Return what became of one's own suggestion."""
    async with edge.reading() as connection:
        found = await suggestions.find_by_secret(connection, fingerprint(body.token))
    if found is None:
        raise LinkNotValid
    return _view(found)


@router.get("/offers/{offer_id}/suggestions")
async def of_offer(offer_id: UUID, edge: ServiceEdge, actor: Editor) -> SuggestionsView:
    """Return the newest suggestions about an offer."""
    async with edge.reading() as connection:
        offer = await offers.find(connection, offer_id)
        if offer is None:
            raise NotVisible
        insist_on_changing(actor, offer.content, hidden=offer.is_hidden)
        found = await suggestions.about(connection, offer_id, limit=MOST_SHOWN)
    return SuggestionsView(items=[_view(one) for one in found])


@router.get("/networks/{network}/suggestions")
async def of_network(
    *,
    network: Slug,
    edge: ServiceEdge,
    actor: Coordination,
    state: SuggestionState = SuggestionState.OPEN,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: str | None = None,
) -> Page[SuggestionView]:
    """Return the suggestions about a network's offers in a state, the oldest first."""
    after = read_cursor(cursor, str, UUID)
    async with edge.reading() as connection:
        found = await suggestions.in_network(
            connection,
            network,
            state=state,
            limit=limit + 1,
            after=(datetime.fromisoformat(after[0]), after[1]) if after else None,
        )
    page: Page[SuggestionView] = page_of(
        found, limit=limit, key=lambda one: (one.made_at.isoformat(), one.id), item=_view
    )
    return page


@router.post("/suggestions/{suggestion_id}/answer")
async def answer(
    suggestion_id: UUID,
    *,
    body: AnswerBody,
    actor: Editor,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    response: Response,
) -> SuggestionView:
    """Say what becomes of a suggestion, once; the change itself is made on the offer."""
    async with edge.transaction() as work:
        suggestion = await answer_suggestion(
            work, actor, suggestion_id=suggestion_id, expected=expected, answer=body.answer, accepted=body.accepted
        )
    answered(response, work, version=suggestion.version)
    return _view(suggestion)


def _view(suggestion: Suggestion) -> SuggestionView:
    return SuggestionView(
        id=suggestion.id,
        offer=suggestion.offer,
        text=suggestion.text,
        state=suggestion.state,
        answer=suggestion.answer,
        made_at=suggestion.made_at,
        answered_at=suggestion.answered_at,
        version=suggestion.version,
    )
