"""Roll-out plans over HTTP: begun, given other dates, put under a newer template, begun anew."""

from fastapi import APIRouter, Depends, Request, Response

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.rollout.plan_schema import AdoptionBody, PlanAnswer, PlanBody, RestartBody, answer_of
from services.registry.api.rollout.readers import READERS, Office, Writer
from services.registry.api.writing import settled
from services.registry.domain.refusals import NothingHere
from services.registry.storage.rollout import plans
from services.registry.use_cases.rollout.adopt_template import adopt_template
from services.registry.use_cases.rollout.plan_rollout import plan_rollout
from services.registry.use_cases.rollout.restart_rollout import restart_rollout
from shared.contracts.vocabulary import Slug
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition, ExpectedVersion

router = APIRouter(prefix="/rollout/plans/{network}", tags=["roll-out"])


@router.get("", dependencies=[Depends(require(READERS))], response_model=PlanAnswer)
async def show_plan(request: Request, edge: ServiceEdge, network: Slug) -> Response:
    """Return a network's plan in its present round."""
    async with edge.reading() as connection:
        plan = await plans.find(connection, network)
    if plan is None:
        raise NothingHere
    return shown(request, answer_of(plan), version=plan.version)


@router.get("/history", dependencies=[Depends(require(READERS))], response_model=Page[PlanAnswer])
async def list_plan_versions(request: Request, edge: ServiceEdge, paging: PageOf, network: Slug) -> Response:
    """Return all versions of a plan, the first one first; a change of `round` is a restart."""
    async with edge.reading() as connection:
        rows = await plans.history(connection, network, paging.window(int))
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.version,), item=answer_of))


@router.put("")
async def put_plan(
    *, response: Response, edge: ServiceEdge, actor: Writer, network: Slug, body: PlanBody, condition: Condition
) -> PlanAnswer:
    """Begin a network's plan, under the newest template, or change its dates."""
    async with edge.transaction() as work:
        plan = await plan_rollout(
            work, actor, network, started_on=body.started_on, planned_ends=body.planned_ends, condition=condition
        )
    settled(response, work, condition=condition, version=plan.version)
    return answer_of(plan)


@router.put("/template")
async def put_plan_template(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Writer,
    network: Slug,
    body: AdoptionBody,
    expected: ExpectedVersion,
) -> PlanAnswer:
    """Adopt a newer version of the template; open gates stay open, days of the plan's own stay, others are the template's."""
    async with edge.transaction() as work:
        plan = await adopt_template(work, actor, network, version=body.version, expected=expected)
    answer(response, work, version=plan.version)
    return answer_of(plan)


@router.post("/restart")
async def post_restart(
    *, response: Response, edge: ServiceEdge, actor: Office, network: Slug, body: RestartBody, expected: ExpectedVersion
) -> PlanAnswer:
    """Begin the next round; a network that once was active becomes restarted."""
    async with edge.transaction() as work:
        plan = await restart_rollout(
            work, actor, network, started_on=body.started_on, reason=body.reason, expected=expected
        )
    answer(response, work, version=plan.version)
    return answer_of(plan)
