"""The pairs that wait for a decision, and the decision."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.unchanged import document
from services.offers.domain.double_structures.judgement import Proposal, Verdict
from services.offers.domain.double_structures.pair import Pair, PairState
from services.offers.storage.double_structures import pairs
from services.offers.use_cases.double_structures.decide_pair import decide_pair
from shared.contracts.vocabulary import Slug
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of, read_cursor
from shared.web.etag import ExpectedVersion

router = APIRouter(prefix="/double-structures", tags=["double structures"])
Decider = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]


class PairView(BaseModel):
    """Two offers with the verdict and its reasons; `version` is what the ETag says."""

    id: UUID
    version: int
    network: Slug
    one: UUID
    other: UUID
    verdict: Verdict
    proposal: Proposal
    score: float
    reasons: list[str]
    state: PairState
    decided_at: datetime | None


class PairQuery(BaseModel):
    """Which pairs are listed; coordinators see those of their networks."""

    model_config = ConfigDict(extra="forbid")

    network: list[Slug] = Field(default_factory=list, max_length=50)
    state: PairState = PairState.OPEN
    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = None

    def after(self) -> tuple[Any, ...] | None:
        """Return the id that the cursor names."""
        return read_cursor(self.cursor, UUID)


class DecisionBody(BaseModel):
    """What is to be done about the two; what was proposed need not be followed."""

    model_config = ConfigDict(extra="forbid")

    decision: Proposal


@router.get("", response_model=Page[PairView])
async def list_pairs(
    query: Annotated[PairQuery, Query()], edge: ServiceEdge, actor: Decider, request: Request
) -> Response:
    """Return the pairs in a state in a stable order."""
    networks = _networks(actor, query.network)
    async with edge.reading() as connection:
        found = await pairs.page(
            connection, networks=networks, state=query.state, limit=query.limit + 1, after=query.after()
        )
    page: Page[PairView] = page_of(found, limit=query.limit, key=lambda pair: (pair.id,), item=_view)
    return document(request, page)


@router.post("/{pair_id}/decision")
async def decide(
    pair_id: UUID,
    body: DecisionBody,
    *,
    edge: ServiceEdge,
    actor: Decider,
    expected: ExpectedVersion,
    response: Response,
) -> PairView:
    """Decide about two offers: merge them, agree on cooperation, or leave them as they are."""
    async with edge.transaction() as work:
        pair = await decide_pair(work, actor, pair_id, decision=body.decision, expected=expected)
    answer(response, work, version=pair.version)
    return _view(pair)


def _networks(actor: Actor, asked: list[str]) -> list[str] | None:
    if actor.is_office:
        return asked or None
    return [network for network in actor.networks if not asked or network in asked]


def _view(pair: Pair) -> PairView:
    said = {name: value for name, value in vars(pair).items() if name != "reasons"}
    return PairView(**said, proposal=pair.proposal, reasons=list(pair.reasons))
