"""An offer's dates in a window: single ones and those of its rules, without what falls out in the school holidays."""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.access import Reader
from services.offers.api.last_change import Changed
from services.offers.api.unchanged import document
from services.offers.domain.schedule.dates import dates_between
from services.offers.domain.schedule.school_holidays import KNOWN_UNTIL
from services.offers.storage import offers
from services.offers.use_cases.permission import may_change
from shared.contracts.vocabulary import Occurrence
from shared.hosting.running import ServiceEdge
from shared.identity.refusals import NotVisible

router = APIRouter(prefix="/offers", tags=["dates"])

USUAL_WINDOW = timedelta(days=90)
WIDEST_WINDOW = timedelta(days=800)


class DatesView(BaseModel):
    """Dates that end after `since` and begin before `until`; holidays are known up to a day."""

    since: datetime
    until: datetime
    school_holidays_known_until: date
    dates: list[Occurrence]


@router.get("/{offer_id}/dates", response_model=DatesView)
async def get_dates(
    offer_id: UUID,
    *,
    edge: ServiceEdge,
    actor: Reader,
    changed: Changed,
    request: Request,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Response:
    """Return the dates of a window, by default of the next 90 days; a window is at most 800 days wide."""
    begin = since or edge.clock().replace(second=0, microsecond=0)  # within a minute the answer is the same
    end = min(until or begin + USUAL_WINDOW, begin + WIDEST_WINDOW)
    async with edge.reading() as connection:
        offer = await offers.find(connection, offer_id)
    if offer is None or (offer.is_hidden and not may_change(actor, offer)):
        raise NotVisible
    content = offer.content
    found = dates_between(content.dates, content.schedule, since=begin, until=end, most=limit)
    dates = [Occurrence(starts_at=date.starts_at, ends_at=date.ends_at) for date in found]
    view = DatesView(since=begin, until=end, school_holidays_known_until=KNOWN_UNTIL, dates=dates)
    return document(request, view, modified=changed.whenever() if since is not None else changed.by_minute())
