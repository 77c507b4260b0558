"""`GET /fachstelle/umsetzung`: how far all quarters are with their roll-out, on a time axis and as tables that say the same."""

from collections.abc import Iterable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.domain.rollout import Standing, by_network, standings
from services.dashboard.equipment import Pictures
from services.dashboard.storage.rollout import read_rounds, read_self_assessments
from services.dashboard.use_cases.read_picture import ZONE
from services.dashboard.web.office.access import Planner
from services.dashboard.web.office.drawing import draw_for_office
from services.dashboard.web.office.timeline import timeline_of
from shared.hosting.running import RunningService

router = APIRouter(include_in_schema=False)


@router.get("/fachstelle/umsetzung")
async def rollout_page(request: Request, running: RunningService, pictures: Pictures, _: Planner) -> Response:
    """Return the timeline, the comparison and the self-assessments."""
    now = running.clock()
    today = now.astimezone(ZONE).date()
    async with running.edge.reading() as connection:
        picture = await pictures.read(connection, now=now)
        rounds = await read_rounds(connection)
        assessed = await read_self_assessments(connection)
    found = standings(rounds, today=today)
    networks = [quarter.network for quarter in picture.overview.quarters]
    return await draw_for_office(
        request,
        "rollout.html",
        now=now,
        freshness=picture.freshness,
        networks=networks,
        standings=found,
        timeline=timeline_of(found, [network.id for network in networks], today=today),
        phases=_phases(found.values()),
        assessments=by_network(assessed),
    )


def _phases(found: Iterable[Standing]) -> list[tuple[str, str]]:
    """Return key and label of every phase of the plans, in their order."""
    labels: dict[str, str] = {}
    for standing in found:
        for gate in standing.plan.gates:
            labels.setdefault(gate.phase, gate.label)
    return list(labels.items())
