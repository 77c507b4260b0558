"""A circle asks a partner to do something; the partner reports that it is done."""

from services.registry.domain.circles.circle import Circle, CircleKind
from services.registry.domain.circles.task import Task, only_reports
from services.registry.domain.refusals import NothingHere
from services.registry.storage.circles import circles, tasks
from services.registry.use_cases.circles.permission import insist_on_reach
from services.registry.use_cases.circles.plan_meeting import refuse_other_circle
from services.registry.use_cases.references import insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import CircleTaskChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def give_task(work: Work, actor: Actor, kind: CircleKind, task: Task, *, condition: WriteCondition) -> Task:
    """Return the task as it stands now; raises NothingHere, NotPermitted or UnknownReference."""
    circle = await circles.find(work.connection, kind, task.circle)
    if circle is None:
        raise NothingHere
    before = await tasks.find(work.connection, task.id)
    refuse_other_circle(None if before is None else before.circle, task.circle)
    _insist_on_permission(actor, circle, before, task)
    check(condition, before)
    await insist_on_partners(work.connection, "responsible", task.responsible)
    return await settle(
        work,
        actor,
        subject=f"circle-task/{task.id}",
        before=before,
        after=task,
        save=tasks.save,
        contract=CircleTaskChanged,
        network=circle.network,
    )


def _insist_on_permission(actor: Actor, circle: Circle, before: Task | None, after: Task) -> None:
    """The responsible partner says that its task is done and no more."""
    is_report = before is not None and only_reports(before, after)
    if is_report and after.responsible is not None and actor.represents(after.responsible):
        return
    insist_on_reach(actor, circle.network)
