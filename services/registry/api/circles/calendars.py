"""A circle's meetings as iCalendar files (RFC 5545): one to put into a calendar, and all of them to subscribe to.

Calendar programs bring no token, so the files say when and where; agendas may name people.
"""

from uuid import UUID

from fastapi import APIRouter, Depends, Response

from services.registry.api.circles.circle import FOLDERS, CircleOfPath
from services.registry.domain.circles.circle import Circle
from services.registry.domain.circles.meeting import Meeting, MeetingStatus
from services.registry.domain.refusals import NothingHere
from services.registry.storage.circles import meetings
from shared.hosting.running import Running, RunningService
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.icalendar import MEDIA_TYPE, CalendarEvent, EventText, Method, Organizer, calendar

router = APIRouter(prefix="/{circle_id}", tags=["meetings"])
MOST_MEETINGS = 500


@router.get("/calendar.ics", dependencies=[Depends(require(PUBLIC))], response_class=Response)
async def show_calendar(running: RunningService, path: CircleOfPath) -> Response:
    """Return the circle's calendar; programs that subscribe to it ask again by themselves."""
    async with running.edge.reading() as connection:
        circle = await path.found(connection)
        rows = await meetings.latest(connection, circle=circle.id, most=MOST_MEETINGS)
    events = [_event(meeting, circle, running) for meeting in rows]
    return _answer(calendar(events, name=circle.label, method="PUBLISH"), name="calendar")


@router.get("/meetings/{meeting_id}.ics", dependencies=[Depends(require(PUBLIC))], response_class=Response)
async def show_invitation(running: RunningService, path: CircleOfPath, meeting_id: UUID) -> Response:
    """Return one meeting; a later file with a higher SEQUENCE moves it, one with METHOD:CANCEL takes it away."""
    async with running.edge.reading() as connection:
        circle = await path.found(connection)
        meeting = await meetings.find(connection, meeting_id)
    if meeting is None or meeting.circle != path.id:
        raise NothingHere
    method: Method = "CANCEL" if meeting.status is MeetingStatus.CANCELLED else "PUBLISH"
    return _answer(calendar([_event(meeting, circle, running)], name=circle.label, method=method), name="meeting")


def _event(meeting: Meeting, circle: Circle, running: Running) -> CalendarEvent:
    folder = FOLDERS[circle.kind]
    text = EventText(
        sequence=meeting.version - 1,
        stamp=running.clock(),
        summary=f"{circle.label}: {meeting.label}",
        location=meeting.place,
        is_cancelled=meeting.status is MeetingStatus.CANCELLED,
        organizer=Organizer(name=circle.label, uri=f"{running.settings.public_url}/{folder}/{circle.id}"),
    )
    return CalendarEvent(uid=f"{meeting.id}@infamilie", starts_at=meeting.starts_at, ends_at=meeting.ends_at, text=text)


def _answer(text: str, *, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}.ics"', "Cache-Control": "no-cache"}
    return Response(text, media_type=MEDIA_TYPE, headers=headers)
