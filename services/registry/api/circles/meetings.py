"""A circle's meetings over HTTP. When and where is public; agenda and results may name people and are shown to the networks' people only."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime

from services.registry.api.circles.circle import CircleOfPath, Keeper, Reader, is_insider
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.circles.meeting import Meeting, MeetingStatus
from services.registry.domain.refusals import NothingHere
from services.registry.storage.circles import meetings
from services.registry.use_cases.circles.plan_meeting import plan_meeting
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Line, Text
from shared.hosting.running import RunningService, ServiceEdge
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/{circle_id}/meetings", tags=["meetings"])


class MeetingBody(Body):
    """A meeting as it is written."""

    label: Line
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: Line | None = None
    agenda: Text = ""
    status: MeetingStatus = MeetingStatus.PLANNED
    results: Text = ""

    def meeting(self, meeting_id: UUID, *, circle: UUID) -> Meeting:
        """Return the domain's meeting; raises EndsBeforeStart."""
        return Meeting(id=meeting_id, circle=circle, **dict(self))


class MeetingAnswer(MeetingBody):
    """A meeting as it stands."""

    id: UUID
    circle: UUID
    version: int


def answer_of(meeting: Meeting, *, for_insiders: bool) -> MeetingAnswer:
    """Return the meeting as the API shows it to those who belong to the circle, or to everybody."""
    visible = meeting if for_insiders else replace(meeting, agenda="", results="")
    return MeetingAnswer.model_validate(asdict(visible))


@router.get("", response_model=Page[MeetingAnswer])
async def list_meetings(
    *,
    request: Request,
    running: RunningService,
    paging: PageOf,
    reader: Reader,
    path: CircleOfPath,
    to_come: Annotated[bool, Query(description="Only those that are not over")] = False,
) -> Response:
    """Return a circle's meetings by their beginning."""
    window, since = paging.window(datetime, UUID), running.clock() if to_come else None
    async with running.edge.reading() as connection:
        circle = await path.found(connection)
        inside = await is_insider(connection, reader, circle, today=local_day(running.clock()))
        rows = await meetings.listed(connection, window, circle=circle.id, since=since)
    page = page_of(
        rows,
        limit=paging.limit,
        key=lambda row: (row.starts_at, row.id),
        item=lambda row: answer_of(row, for_insiders=inside),
    )
    return listed(request, page)


@router.get("/{meeting_id}", response_model=MeetingAnswer)
async def show_meeting(
    request: Request, edge: ServiceEdge, reader: Reader, path: CircleOfPath, meeting_id: UUID
) -> Response:
    """Return one meeting."""
    async with edge.reading() as connection:
        circle = await path.found(connection)
        inside = await is_insider(connection, reader, circle, today=local_day(edge.clock()))
        meeting = await meetings.find(connection, meeting_id)
    if meeting is None or meeting.circle != path.id:
        raise NothingHere
    answer = shown(request, answer_of(meeting, for_insiders=inside), version=meeting.version)
    answer.headers["Vary"] = "Authorization"
    return answer


@router.put("/{meeting_id}")
async def put_meeting(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Keeper,
    path: CircleOfPath,
    meeting_id: UUID,
    body: MeetingBody,
    condition: Condition,
) -> MeetingAnswer:
    """Plan a meeting, move it, call it off, or write down that it was held and what came out."""
    meeting = body.meeting(meeting_id, circle=path.id)
    async with edge.transaction() as work:
        stands = await plan_meeting(work, actor, path.kind, meeting, condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands, for_insiders=True)
