"""Comparing two records, and looking for partners that are there already while one is being entered."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.registry.api.duplicates.schemas import (
    CandidatesAnswer,
    ComparisonBody,
    EvidenceAnswer,
    RecordBody,
    candidate_answer,
    evidence_answer,
)
from services.registry.domain.duplicates.comparison import compare
from services.registry.use_cases.duplicates.find_candidates import MOST_SHOWN, find_candidates
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.gate import require

router = APIRouter(prefix="/partners/duplicates", tags=["partner duplicates"])

ENTERING = Depends(require(any_of(office(), coordinator_of("network"))))


@router.post("/compare", dependencies=[ENTERING])
async def compare_records(body: ComparisonBody) -> EvidenceAnswer:
    """Compare two records; nothing is stored and nothing is read."""
    return evidence_answer(compare(body.left.record(), body.right.record()))


@router.post("/search", dependencies=[ENTERING])
async def search_duplicates(
    edge: ServiceEdge,
    body: RecordBody,
    without: Annotated[UUID | None, Query(description="The partner itself, when it is being changed")] = None,
) -> CandidatesAnswer:
    """Return the partners that may be the one described, ten at most."""
    async with edge.reading() as connection:
        found = await find_candidates(connection, body.record(), without=[] if without is None else [without])
    return CandidatesAnswer(items=tuple(candidate_answer(candidate) for candidate in found[:MOST_SHOWN]))
