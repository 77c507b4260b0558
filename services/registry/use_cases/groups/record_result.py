"""The coordinators of a working group's network, or the office, write down what it has brought about, and correct it."""

from services.registry.domain.circles.circle import CircleKind
from services.registry.domain.groups.result import GroupResult
from services.registry.domain.refusals import UnknownReference
from services.registry.storage.circles import meetings
from services.registry.storage.groups import results
from services.registry.use_cases.circles.permission import circle_to_change
from services.registry.use_cases.circles.plan_meeting import refuse_other_circle
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import GroupResultChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def record_result(work: Work, actor: Actor, result: GroupResult, *, condition: WriteCondition) -> GroupResult:
    """Return the result as it stands now; raises NothingHere for its group, NotPermitted, AlreadyRegistered or UnknownReference."""
    circle = await circle_to_change(work, actor, CircleKind.WORKING_GROUP, result.group)
    before = await results.find(work.connection, result.id)
    refuse_other_circle(None if before is None else before.group, result.group)
    check(condition, before)
    await _insist_on_own_meeting(work, result)
    return await settle(
        work,
        actor,
        subject=f"group-result/{result.id}",
        before=before,
        after=result,
        save=results.save,
        contract=GroupResultChanged,
        network=circle.network,
    )


async def _insist_on_own_meeting(work: Work, result: GroupResult) -> None:
    if result.meeting is None:
        return
    meeting = await meetings.find(work.connection, result.meeting)
    if meeting is None or meeting.circle != result.group:
        raise UnknownReference("meeting", [str(result.meeting)])
