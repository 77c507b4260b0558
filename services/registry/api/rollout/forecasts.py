"""How far the quarters are, over HTTP: forecasts, the comparison of all, earlier rounds, and what a newer template would change."""

from fastapi import APIRouter, Depends, Request, Response

from services.registry.api.reading import PageOf, calculated, listed
from services.registry.api.rollout.forecast_schema import (
    DifferenceAnswer,
    RoundAnswer,
    RoundsAnswer,
    StandingAnswer,
    difference_of,
    round_of,
    standing_of,
)
from services.registry.api.rollout.readers import COMPARERS, READERS
from services.registry.domain.refusals import NothingHere
from services.registry.domain.rollout.standard import STANDARD
from services.registry.storage.rollout import plans, templates
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Slug
from shared.hosting.running import RunningService, ServiceEdge
from shared.identity.gate import require
from shared.rollout_forecast import days_needed, forecast
from shared.web.cursor import Page, page_of

router = APIRouter(prefix="/rollout/plans", tags=["roll-out"])


@router.get("", dependencies=[Depends(require(COMPARERS))], response_model=Page[StandingAnswer])
async def compare_plans(request: Request, running: RunningService, paging: PageOf) -> Response:
    """Return how far all quarters are, by name."""
    today = local_day(running.clock())
    async with running.edge.reading() as connection:
        rows = await plans.listed(connection, paging.window(str, str))
        needed = days_needed(plan for plan in await plans.rounds(connection) if plan.is_completed)
        newest = await templates.newest(connection) or STANDARD
    page = page_of(
        rows,
        limit=paging.limit,
        key=lambda row: (row[0], row[1].network),
        item=lambda row: standing_of(row[1], forecast(row[1], today=today, needed=needed), newest=newest.version),
    )
    return listed(request, page)


@router.get("/{network}/forecast", dependencies=[Depends(require(READERS))], response_model=StandingAnswer)
async def show_forecast(request: Request, running: RunningService, network: Slug) -> Response:
    """Return when a network will go live, the delay and its cause, seen from today."""
    today = local_day(running.clock())
    async with running.edge.reading() as connection:
        plan = await plans.find(connection, network)
        needed = days_needed(round_ for round_ in await plans.rounds(connection) if round_.is_completed)
        newest = await templates.newest(connection) or STANDARD
    if plan is None:
        raise NothingHere
    return calculated(request, standing_of(plan, forecast(plan, today=today, needed=needed), newest=newest.version))


@router.get("/{network}/rounds", dependencies=[Depends(require(READERS))], response_model=RoundsAnswer)
async def list_rounds(request: Request, edge: ServiceEdge, network: Slug) -> Response:
    """Return how each round of a network ended, or stands, the first one first."""
    async with edge.reading() as connection:
        found = await plans.rounds(connection, network)
    if not found:
        raise NothingHere
    rounds: list[RoundAnswer] = [round_of(plan) for plan in sorted(found, key=lambda plan: plan.round)]
    return calculated(request, RoundsAnswer(rounds=rounds))


@router.get("/{network}/template-difference", dependencies=[Depends(require(READERS))], response_model=DifferenceAnswer)
async def show_template_difference(request: Request, edge: ServiceEdge, network: Slug) -> Response:
    """Return what the newest template says otherwise than the one that the plan follows."""
    async with edge.reading() as connection:
        plan = await plans.find(connection, network)
        own = None if plan is None else await templates.find(connection, plan.template_version)
        newest = await templates.newest(connection)
    if own is None or newest is None:
        raise NothingHere
    return calculated(request, difference_of(own, newest))
