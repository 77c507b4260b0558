"""Self-assessments by the ten success factors over HTTP."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import Field

from services.registry.api.reading import PageOf, calculated, listed, shown
from services.registry.api.rollout.readers import READERS, Writer
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.refusals import NothingHere
from services.registry.domain.rollout.self_assessment import SUCCESS_FACTORS, Score, SelfAssessment
from services.registry.storage.rollout import self_assessments
from services.registry.use_cases.rollout.assess import assess
from shared.contracts.vocabulary import Key, Line, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/rollout", tags=["roll-out"])

Year = Annotated[int, Path(ge=2000, le=2200)]


class FactorAnswer(Body):
    """A success factor (Gelingensfaktor)."""

    key: Key
    label: Line


class FactorsAnswer(Body):
    """The ten success factors in their order."""

    factors: list[FactorAnswer]


class ScoreBody(Body):
    """How far a factor is met: 1 not at all, 5 fully."""

    factor: Key
    score: int = Field(ge=1, le=5)


class AssessmentBody(Body):
    """A self-assessment as it is written: all ten factors."""

    scores: tuple[ScoreBody, ...] = Field(max_length=10)

    def assessment(self, network: str, year: int) -> SelfAssessment:
        """Return the domain's assessment; raises NamedTwice, FactorUnknown or FactorsMissing."""
        return SelfAssessment(
            network=network,
            year=year,
            scores=tuple(Score(factor=said.factor, score=said.score) for said in self.scores),
        )


class AssessmentAnswer(AssessmentBody):
    """A self-assessment as it stands."""

    network: Slug
    year: int
    version: int


def answer_of(assessment: SelfAssessment) -> AssessmentAnswer:
    """Return the assessment as the API shows it."""
    return AssessmentAnswer.model_validate(asdict(assessment))


@router.get("/success-factors", dependencies=[Depends(require(PUBLIC))], response_model=FactorsAnswer)
async def list_success_factors(request: Request) -> Response:
    """Return the ten Gelingensfaktoren in their order."""
    factors = [FactorAnswer(key=key, label=label) for key, label in SUCCESS_FACTORS.items()]
    return calculated(request, FactorsAnswer(factors=factors))


@router.get("/assessments/{network}", dependencies=[Depends(require(READERS))], response_model=Page[AssessmentAnswer])
async def list_assessments(request: Request, edge: ServiceEdge, paging: PageOf, network: Slug) -> Response:
    """Return a network's self-assessments year by year."""
    async with edge.reading() as connection:
        rows = await self_assessments.listed(connection, network, paging.window(int))
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.year,), item=answer_of))


@router.get("/assessments/{network}/{year}", dependencies=[Depends(require(READERS))], response_model=AssessmentAnswer)
async def show_assessment(request: Request, edge: ServiceEdge, network: Slug, year: Year) -> Response:
    """Return the self-assessment of one year."""
    async with edge.reading() as connection:
        assessment = await self_assessments.find(connection, network, year)
    if assessment is None:
        raise NothingHere
    return shown(request, answer_of(assessment), version=assessment.version)


@router.put("/assessments/{network}/{year}")
async def put_assessment(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Writer,
    network: Slug,
    year: Year,
    body: AssessmentBody,
    condition: Condition,
) -> AssessmentAnswer:
    """Write down how the network sees itself in a year."""
    async with edge.transaction() as work:
        assessment = await assess(work, actor, body.assessment(network, year), condition=condition)
    settled(response, work, condition=condition, version=assessment.version)
    return answer_of(assessment)
