"""The queue of pairs that may be one partner, and what is decided about them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import model_validator

from services.registry.api.duplicates.schemas import PairAnswer, pair_answer
from services.registry.api.reading import PageOf, listed
from services.registry.api.schema import Body
from services.registry.storage import partners
from services.registry.storage.duplicates import pairs
from services.registry.storage.duplicates.pairs import rank_of
from services.registry.use_cases.duplicates.decide_pair import join, tell_apart
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of

router = APIRouter(prefix="/partners/duplicates", tags=["partner duplicates"])


class DecisionBody(Body):
    """`different` is remembered; `same` merges into the one of the two that stays."""

    decision: Literal["same", "different"]
    into: UUID | None = None

    @model_validator(mode="after")
    def _names_who_stays(self) -> "DecisionBody":
        if (self.into is not None) != (self.decision == "same"):
            raise ValueError("Bitte nennen Sie bei „same“ (und nur dann) mit „into“ den Eintrag, der bleibt.")
        return self


@router.get(
    "",
    dependencies=[Depends(require(any_of(office(), coordinator_of("network"))))],
    response_model=Page[PairAnswer],
)
async def list_pairs(
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    cluster: Annotated[UUID | None, Query(description="Only pairs that hang together")] = None,
) -> Response:
    """Return the pairs nobody has decided about, the surest first."""
    async with edge.reading() as connection:
        rows = await pairs.listed(connection, paging.window(int, UUID), cluster=cluster)
        known = await partners.find_all(connection, {partner for pair in rows for partner in (pair.one, pair.other)})
    page = page_of(
        rows,
        limit=paging.limit,
        key=lambda pair: (rank_of(pair.score), pair.id),
        item=lambda pair: pair_answer(pair, partners=known),
    )
    return listed(request, page)


@router.post("/{pair_id}/decide")
async def decide_pair(
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(office()))],
    pair_id: UUID,
    body: DecisionBody,
) -> PairAnswer:
    """Say that the two are different organisations, or one."""
    async with edge.transaction() as work:
        if body.into is None:
            pair = await tell_apart(work, actor, pair_id)
        else:
            pair = await join(work, actor, pair_id, into=body.into)
        known = await partners.find_all(work.connection, [pair.one, pair.other])
    if work.position:
        response.headers["Event-Position"] = str(work.position)
    return pair_answer(pair, partners=known)
