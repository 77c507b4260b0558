"""A circle decides, revises an earlier decision, or lifts one."""

from services.registry.domain.circles.circle import Circle, CircleKind
from services.registry.domain.circles.decision import Decision, refuse_change, revised
from services.registry.domain.refusals import NamedTwice, UnknownReference
from services.registry.storage.circles import decisions, meetings
from services.registry.use_cases.circles.permission import circle_to_change
from services.registry.use_cases.circles.plan_meeting import refuse_other_circle
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import DecisionChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def take_decision(
    work: Work, actor: Actor, kind: CircleKind, decision: Decision, *, condition: WriteCondition
) -> Decision:
    """Return the decision as it stands now; raises NotPermitted, DecisionStands, DecisionIsOver or UnknownReference."""
    circle = await circle_to_change(work, actor, kind, decision.circle)
    before = await decisions.find(work.connection, decision.id)
    refuse_other_circle(None if before is None else before.circle, decision.circle)
    check(condition, before)
    refuse_change(before, decision)
    if before is None:
        await _insist_on_context(work, decision)
        await _revise_earlier(work, actor, circle, decision)
    return await _settle(work, actor, circle, before=before, after=decision)


async def _insist_on_context(work: Work, decision: Decision) -> None:
    if await decisions.has_number(work.connection, decision):
        raise NamedTwice("number")
    if decision.meeting is not None:
        meeting = await meetings.find(work.connection, decision.meeting)
        if meeting is None or meeting.circle != decision.circle:
            raise UnknownReference("meeting", [str(decision.meeting)])


async def _revise_earlier(work: Work, actor: Actor, circle: Circle, decision: Decision) -> None:
    if decision.revises is None:
        return
    earlier = await decisions.find(work.connection, decision.revises)
    if earlier is None or earlier.circle != decision.circle:
        raise UnknownReference("revises", [str(decision.revises)])
    await _settle(work, actor, circle, before=earlier, after=revised(earlier))


async def _settle(work: Work, actor: Actor, circle: Circle, *, before: Decision | None, after: Decision) -> Decision:
    return await settle(
        work,
        actor,
        subject=f"decision/{after.id}",
        before=before,
        after=after,
        save=decisions.save,
        contract=DecisionChanged,
        network=circle.network,
    )
