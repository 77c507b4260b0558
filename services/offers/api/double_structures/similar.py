"""Offers like the one that somebody types; nothing is kept of what was typed."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from services.offers.api.access import Editor
from services.offers.api.schemas import OfferBody
from services.offers.domain.double_structures.comparison import compare
from services.offers.domain.double_structures.described_offer import described
from services.offers.domain.double_structures.judgement import Judgement, Proposal, Verdict
from services.offers.domain.offer_status import Status
from services.offers.use_cases.double_structures.find_similar import MOST_SHOWN, Similar, find_similar, seen_by
from services.offers.use_cases.permission import insist_on_changing
from shared.contracts.vocabulary import AgeInterval
from shared.hosting.running import ServiceEdge

router = APIRouter(prefix="/offers", tags=["double structures"])


class JudgementView(BaseModel):
    """What two offers are to each other; reasons are sentences for people, the most telling first."""

    verdict: Verdict
    proposal: Proposal
    score: float
    reasons: list[str]


class SimilarView(JudgementView):
    """An offer that may be the same one, or meets the same need."""

    offer: UUID
    title: str
    organisation: UUID
    ages: AgeInterval
    status: Status


class ComparisonBody(BaseModel):
    """Two offers to be compared."""

    left: OfferBody
    right: OfferBody


@router.post("/similar")
async def similar(
    body: OfferBody, *, without: Annotated[UUID | None, Query()] = None, edge: ServiceEdge, actor: Editor
) -> list[SimilarView]:
    """Return offers of the network that are the same one or meet the same need; `without` is the offer that is typed."""
    content = body.content()
    insist_on_changing(actor, content)
    async with edge.reading() as connection:
        found = await find_similar(connection, content, without=without, sees=seen_by(actor))
    return [_similar_view(each) for each in found[:MOST_SHOWN]]


@router.post("/compare")
async def compare_two(body: ComparisonBody, *, actor: Editor) -> JudgementView:
    """Return what two described offers are to each other."""
    return _judgement_view(compare(described(body.left.content()), described(body.right.content())))


def _judgement_view(judgement: Judgement) -> JudgementView:
    return JudgementView(**_said(judgement))


def _similar_view(found: Similar) -> SimilarView:
    content = found.offer.content
    return SimilarView(
        **_said(found.judgement),
        offer=found.offer.id,
        title=content.title,
        organisation=content.organisation,
        ages=AgeInterval(min_months=content.ages.min_months, max_months=content.ages.max_months),
        status=found.offer.status,
    )


def _said(judgement: Judgement) -> dict[str, Any]:
    return {
        "verdict": judgement.verdict,
        "proposal": judgement.proposal,
        "score": round(judgement.score, 3),
        "reasons": [reason.text for reason in judgement.reasons],
    }
