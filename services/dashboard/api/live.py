"""`GET /live`: what happens, as Server-Sent Events (HTML Living Standard, section 9.2).

The `id` of an event is its position; `Last-Event-ID`, which browsers send when they come back, resumes behind it.
"""

from collections.abc import AsyncIterator
from typing import Annotated, Final

import orjson
from fastapi import APIRouter, Depends, Header, Query
from starlette.responses import StreamingResponse

from services.dashboard.domain.activity import Activity
from services.dashboard.equipment import Live
from services.dashboard.storage.activities import newest_position
from services.dashboard.use_cases.live_feed import LiveFeed
from shared.hosting.running import Running, RunningService
from shared.identity.access import PUBLIC
from shared.identity.gate import require

RETRY: Final = b"retry: 3000\n\n"
SIGN_OF_LIFE: Final = b":\n\n"
HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
LARGEST: Final = 2**63 - 1

router = APIRouter(tags=["live"])

Position = Annotated[int | None, Query(ge=0, le=LARGEST)]
LastEventId = Annotated[str | None, Header(max_length=40)]


@router.get("/live", dependencies=[Depends(require(PUBLIC))], response_class=StreamingResponse)
async def live(
    feed: Live, running: RunningService, after: Position = None, last_event_id: LastEventId = None
) -> StreamingResponse:
    """Stream what follows a position; without one, what happens from now on."""
    feed.insist_on_a_seat()
    async with running.edge.reading() as connection:
        newest = await newest_position(connection)
    asked = _asked(last_event_id, after)
    # A position that was never told (a restored database, a stranger's invention) means: from now on.
    start = newest if asked is None else min(asked, newest)
    return StreamingResponse(_stream(feed, running, start), media_type="text/event-stream", headers=HEADERS)


def _asked(last_event_id: str | None, after: int | None) -> int | None:
    """The header wins: a browser that comes back repeats the address it began with."""
    return int(last_event_id) if last_event_id is not None and last_event_id.isdecimal() else after


async def _stream(feed: LiveFeed, running: Running, start: int) -> AsyncIterator[bytes]:
    with feed.seat():
        yield RETRY
        async for activity in feed.follow(running.edge.reading, after=start):
            yield SIGN_OF_LIFE if activity is None else _event(activity)


def _event(activity: Activity) -> bytes:
    told = {
        "position": activity.position,
        "kind": activity.kind,
        "at": activity.at,
        "network": activity.network,
        "network_label": activity.network_label,
        "title": activity.title,
        "partner": activity.partner,
    }
    return b"id: %d\nevent: activity\ndata: %b\n\n" % (activity.position, orjson.dumps(told))
