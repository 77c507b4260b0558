"""The steps of an agreement's life, each a verb."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Response

from services.registry.api.agreements.access import Reader, Signatory, Steward
from services.registry.api.agreements.schemas import AgreementAnswer, answer_of
from services.registry.api.schema import Body
from services.registry.domain.agreements.agreement import Agreement, EvaluationResult
from services.registry.domain.agreements.steps import ended, evaluated, put_into_force, renewed
from services.registry.use_cases.agreements.fulfil_obligation import fulfil_obligation
from services.registry.use_cases.agreements.sign_agreement import sign_agreement
from services.registry.use_cases.agreements.steer_agreement import steer_agreement
from shared.calendar_day import local_day
from shared.contracts.registry.agreements import Clause
from shared.contracts.vocabulary import Text
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.messaging.edge import Work
from shared.web.etag import ExpectedVersion

router = APIRouter(prefix="/agreements/{agreement_id}", tags=["agreements"])


class SignBody(Body):
    """For whom the one who asks signs."""

    party: UUID


class EvaluationBody(Body):
    """What a review found."""

    text: Text
    result: EvaluationResult


class RenewalBody(Body):
    """The further time for which the agreement is proposed."""

    valid_from: date | None = None
    valid_to: date | None = None
    review_on: date | None = None


class EndBody(Body):
    """Why the agreement ends."""

    reason: Clause


class FulfilmentBody(Body):
    """When the obligation was fulfilled; today if nothing is said."""

    fulfilled_on: date | None = None


@router.post("/sign")
async def sign(
    agreement_id: UUID,
    *,
    actor: Signatory,
    body: SignBody,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    response: Response,
) -> AgreementAnswer:
    """Sign the present edition for a party that the one who asks acts for."""
    async with edge.transaction() as work:
        agreement = await sign_agreement(work, actor, agreement_id, party=body.party, expected=expected)
    return _answered(response, work, agreement)


@router.post("/enter-into-force")
async def enter_into_force(
    agreement_id: UUID, *, actor: Steward, expected: ExpectedVersion, edge: ServiceEdge, response: Response
) -> AgreementAnswer:
    """Put a signed agreement into force."""
    async with edge.transaction() as work:
        today = local_day(work.now)
        agreement = await steer_agreement(
            work, actor, agreement_id, step=lambda before: put_into_force(before, today=today), expected=expected
        )
    return _answered(response, work, agreement)


@router.post("/evaluate")
async def evaluate(
    agreement_id: UUID,
    *,
    actor: Steward,
    body: EvaluationBody,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    response: Response,
) -> AgreementAnswer:
    """Write down what the review of an agreement found."""
    async with edge.transaction() as work:
        today = local_day(work.now)
        agreement = await steer_agreement(
            work,
            actor,
            agreement_id,
            step=lambda before: evaluated(before, text=body.text, result=body.result, on=today),
            expected=expected,
        )
    return _answered(response, work, agreement)


@router.post("/renew")
async def renew(
    agreement_id: UUID,
    *,
    actor: Steward,
    body: RenewalBody,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    response: Response,
) -> AgreementAnswer:
    """Propose an evaluated agreement for a further time; all parties sign it anew."""
    async with edge.transaction() as work:
        agreement = await steer_agreement(
            work, actor, agreement_id, step=lambda before: renewed(before, **dict(body)), expected=expected
        )
    return _answered(response, work, agreement)


@router.post("/end")
async def end(
    agreement_id: UUID,
    *,
    actor: Steward,
    body: EndBody,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    response: Response,
) -> AgreementAnswer:
    """End an agreement, or drop one that was only proposed."""
    async with edge.transaction() as work:
        today = local_day(work.now)
        agreement = await steer_agreement(
            work,
            actor,
            agreement_id,
            step=lambda before: ended(before, reason=body.reason, on=today),
            expected=expected,
        )
    return _answered(response, work, agreement)


@router.post("/obligations/{obligation_id}/fulfil")
async def fulfil(
    agreement_id: UUID,
    obligation_id: UUID,
    *,
    actor: Reader,
    body: FulfilmentBody,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    response: Response,
) -> AgreementAnswer:
    """Report an obligation as fulfilled: the party that owed it, the network's coordinators, the office."""
    async with edge.transaction() as work:
        on = body.fulfilled_on or local_day(work.now)
        agreement = await fulfil_obligation(
            work, actor, agreement_id, obligation=obligation_id, on=on, expected=expected
        )
    return _answered(response, work, agreement)


def _answered(response: Response, work: Work, agreement: Agreement) -> AgreementAnswer:
    answer(response, work, version=agreement.version)
    return answer_of(agreement)
