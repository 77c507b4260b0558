"""A circle's meeting is planned, moved, called off, or held."""

from uuid import UUID

from services.registry.domain.circles.circle import CircleKind
from services.registry.domain.circles.meeting import Meeting, refuse_step
from services.registry.domain.refusals import AlreadyRegistered
from services.registry.storage.circles import meetings
from services.registry.use_cases.circles.permission import circle_to_change
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import MeetingChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def plan_meeting(
    work: Work, actor: Actor, kind: CircleKind, meeting: Meeting, *, condition: WriteCondition
) -> Meeting:
    """Return the meeting as it stands now; raises NothingHere, NotPermitted or StepNotPossible."""
    circle = await circle_to_change(work, actor, kind, meeting.circle)
    before = await meetings.find(work.connection, meeting.id)
    refuse_other_circle(None if before is None else before.circle, meeting.circle)
    check(condition, before)
    refuse_step(before, meeting)
    return await settle(
        work,
        actor,
        subject=f"meeting/{meeting.id}",
        before=before,
        after=meeting,
        save=meetings.save,
        contract=MeetingChanged,
        network=circle.network,
    )


def refuse_other_circle(before: UUID | None, after: UUID) -> None:
    """Raise AlreadyRegistered when the id is taken by something of another circle."""
    if before not in (None, after):
        raise AlreadyRegistered
