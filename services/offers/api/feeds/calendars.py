"""Offers as calendars (RFC 5545): one to put into a calendar, and all that a search finds to subscribe to (webcal)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from services.offers.api.feeds.calendar_events import events_of
from services.offers.api.feeds.outside import Outside, OutsideOf, title_of
from services.offers.api.feeds.subscribable import subscribable
from services.offers.api.last_change import Changed
from services.offers.api.search.equipment import Search
from services.offers.api.search.search_query import OfferChoice
from services.offers.storage.changed_offers import ChangedOffer, find_changed
from services.offers.use_cases.feeds.choose_offers import choose_offers
from shared.calendar_day import BERLIN, local_day
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.web.icalendar import MEDIA_TYPE, calendar

router = APIRouter(prefix="/offers", tags=["feeds"], dependencies=[Depends(require(PUBLIC))])

MOST_OFFERS = 2_000
PAST_DAYS = 30
"""So long a date stays in the calendars of those who subscribe."""
CUT = f"Es sind sehr viele. In diesem Kalender stehen {MOST_OFFERS} davon; ein Filter macht die Auswahl kleiner."


@router.get("/calendar.ics", response_class=Response)
async def show_calendar(
    query: Annotated[OfferChoice, Query()],
    *,
    edge: ServiceEdge,
    search: Search,
    outside: OutsideOf,
    changed: Changed,
    request: Request,
) -> Response:
    """Return the dates of all that the same search finds; what was called off lately is cancelled."""
    wanted = query.wanted(local_day(changed.now))
    chosen = await choose_offers(
        edge, search.live, text=query.q, wanted=wanted, most=MOST_OFFERS, looked_at=MOST_OFFERS
    )
    text = _file(chosen.all(), outside, name=title_of(chosen.quarters), now=changed.now, is_cut=chosen.is_cut)
    return subscribable(request, text.encode(), media_type=MEDIA_TYPE, name="angebote.ics", modified=changed.by_day())


@router.get("/{offer_id}.ics", response_class=Response)
async def show_offer(
    offer_id: UUID, *, edge: ServiceEdge, outside: OutsideOf, changed: Changed, request: Request
) -> Response:
    """Return an offer's dates; a later file with a higher SEQUENCE moves or cancels them."""
    async with edge.reading() as connection:
        found = await find_changed(connection, [offer_id], most=1)
    if not found or found[0].offer.is_hidden:
        raise NotVisible
    text = _file(found, outside, name=found[0].offer.content.title, now=changed.now)
    return subscribable(request, text.encode(), media_type=MEDIA_TYPE, name="angebot.ics", modified=changed.by_day())


def _file(offers: Sequence[ChangedOffer], outside: Outside, *, name: str, now: datetime, is_cut: bool = False) -> str:
    first_day = local_day(now) - timedelta(days=PAST_DAYS)
    since = datetime.combine(first_day, time(), BERLIN)
    events = (event for each in offers for event in events_of(each, outside, since=since))
    return calendar(events, name=name, method="PUBLISH", description=CUT if is_cut else None)
