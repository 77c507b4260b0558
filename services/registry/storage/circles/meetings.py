"""The repository of meetings."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.circles.meeting import Meeting, MeetingStatus
from services.registry.storage.circles.tables import MEETINGS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write


async def find(connection: AsyncConnection, meeting_id: UUID) -> Meeting | None:
    """Return a meeting, None when there is none."""
    row = (await connection.execute(select(MEETINGS).where(MEETINGS.c.id == meeting_id))).mappings().one_or_none()
    return None if row is None else _meeting(row)


async def listed(
    connection: AsyncConnection, window: Window, *, circle: UUID, since: datetime | None = None
) -> Sequence[Meeting]:
    """Return a circle's meetings by their beginning; with `since` only those that end after it."""
    query = select(MEETINGS).where(MEETINGS.c.circle == circle)
    if since is not None:
        query = query.where(MEETINGS.c.ends_at > since)
    rows = await connection.execute(window.of(query, MEETINGS.c.starts_at, MEETINGS.c.id))
    return [_meeting(row) for row in rows.mappings()]


async def latest(connection: AsyncConnection, *, circle: UUID, most: int) -> Sequence[Meeting]:
    """Return a circle's last meetings, those to come included, by their beginning."""
    query = select(MEETINGS).where(MEETINGS.c.circle == circle)
    rows = await connection.execute(query.order_by(MEETINGS.c.starts_at.desc(), MEETINGS.c.id.desc()).limit(most))
    return [_meeting(row) for row in rows.mappings()][::-1]


async def save(connection: AsyncConnection, meeting: Meeting) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, MEETINGS, asdict(meeting))


def _meeting(row: RowMapping) -> Meeting:
    return Meeting(**{**row, "status": MeetingStatus(row["status"])})
