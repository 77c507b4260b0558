"""The start page of the workspace: what needs doing first, and for somebody without a grant the way in."""

from collections.abc import Awaitable, Sequence
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.storage.quarters import Quarter, all_quarters
from services.portal.web.workspace.desk import Desk, GuestsDesk
from services.portal.web.workspace.scope import scope_of
from services.portal.web.workspace.tasks.of_office import tasks_of_office
from services.portal.web.workspace.tasks.of_partner import tasks_of_partner
from services.portal.web.workspace.tasks.of_quarter import tasks_of_quarter
from services.portal.web.workspace.tasks.task import Task, gathered
from shared.calendar_day import local_day

router = APIRouter(include_in_schema=False)


@router.get("/arbeitsbereich")
async def start(desk: GuestsDesk) -> Response:
    """Show what waits for this person."""
    if not (desk.actor.is_office or desk.actor.networks or desk.actor.organisations):
        async with desk.edge.reading() as connection:
            quarters = await all_quarters(connection)
        return await desk.page("workspace/without_grant.html", quarters=quarters)
    async with desk.edge.reading() as connection:
        scope = await scope_of(connection, desk.actor)
    to_do = await gathered(await _questions(desk, scope.quarters))
    return await desk.page("workspace/start.html", to_do=to_do, scope=scope)


async def _questions(desk: Desk, quarters: Sequence[Quarter]) -> list[Awaitable[Sequence[Task]]]:
    """Return what is asked; the office sees all quarters at once, coordinators theirs one by one."""
    workshop, registry = await desk.workshop(), await desk.registry()
    today: date = local_day(desk.equipment.running.clock())
    questions: list[Awaitable[Sequence[Task]]] = []
    for organisation in sorted(desk.actor.organisations)[:5]:
        questions += tasks_of_partner(workshop, registry, organisation, today=today)
    if desk.actor.is_office:
        return [*questions, *tasks_of_office(registry, today=today)]
    for quarter in quarters[:5]:
        questions += tasks_of_quarter(workshop.calls, registry, quarter, today=today)
    return questions
