"""`GET /`: all quarters side by side, and what happened last."""

from typing import Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.equipment import Pictures
from services.dashboard.storage.activities import latest_activities, newest_position
from services.dashboard.web.drawing import draw
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC
from shared.identity.gate import require

SHOWN_ACTIVITIES: Final = 20

router = APIRouter(include_in_schema=False)


@router.get("/", dependencies=[Depends(require(PUBLIC))])
async def home(request: Request, running: RunningService, pictures: Pictures) -> Response:
    """Return the overview."""
    now = running.clock()
    async with running.edge.reading() as connection:
        picture = await pictures.read(connection, now=now)
        newest = await newest_position(connection)
        activities = await latest_activities(connection, limit=SHOWN_ACTIVITIES)
    return draw(
        request,
        "home.html",
        now=now,
        overview=picture.overview,
        freshness=picture.freshness,
        activities=activities,
        newest=newest,
        shown_activities=SHOWN_ACTIVITIES,
    )
