"""Quality gates over HTTP."""

from fastapi import APIRouter, Response

from services.registry.api.rollout.plan_schema import ClosingBody, OpeningBody, PlanAnswer, answer_of
from services.registry.api.rollout.readers import Office, Writer
from services.registry.use_cases.rollout.open_gate import close_gate, open_gate
from shared.contracts.vocabulary import Key, Slug
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.web.etag import ExpectedVersion

router = APIRouter(prefix="/rollout/plans/{network}/gates", tags=["roll-out"])


@router.put("/{phase}")
async def put_gate(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Writer,
    network: Slug,
    phase: Key,
    body: OpeningBody,
    expected: ExpectedVersion,
) -> PlanAnswer:
    """Open a gate on its evidence; whoever sends this confirms it."""
    async with edge.transaction() as work:
        plan = await open_gate(
            work,
            actor,
            network,
            phase,
            opened_on=body.opened_on,
            evidence=body.evidence.evidence(),
            expected=expected,
        )
    answer(response, work, version=plan.version)
    return answer_of(plan)


@router.post("/{phase}/closing")
async def post_closing(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Office,
    network: Slug,
    phase: Key,
    body: ClosingBody,
    expected: ExpectedVersion,
) -> PlanAnswer:
    """Close an open gate again, with a reason; what it was opened on stays in the history."""
    async with edge.transaction() as work:
        plan = await close_gate(work, actor, network, phase, reason=body.reason, expected=expected)
    answer(response, work, version=plan.version)
    return answer_of(plan)
