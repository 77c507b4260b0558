"""New, changed and called-off offers as an Atom feed, of a quarter or of any search."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from services.offers.api.feeds.outside import TITLE, Outside, OutsideOf, title_of
from services.offers.api.feeds.subscribable import subscribable
from services.offers.api.last_change import Changed
from services.offers.api.search.equipment import Search
from services.offers.api.search.search_query import OfferChoice
from services.offers.domain.offer import Status
from services.offers.storage.changed_offers import ChangedOffer, first_published
from services.offers.use_cases.feeds.choose_offers import choose_offers
from shared.calendar_day import local_day
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.atom import MEDIA_TYPE, Entry, Feed, feed_of
from shared.web.icalendar import MEDIA_TYPE as CALENDAR

router = APIRouter(prefix="/offers", tags=["feeds"], dependencies=[Depends(require(PUBLIC))])

MOST_ENTRIES = 100
MOST_LOOKED_AT = 5_000
"""The freshest of what a search finds, among which those that changed last are looked for."""
CALLED_OFF = {Status.PAUSED: "Pausiert", Status.ENDED: "Beendet"}
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@router.get("/feed.atom", response_class=Response)
async def show_feed(
    query: Annotated[OfferChoice, Query()],
    *,
    edge: ServiceEdge,
    search: Search,
    outside: OutsideOf,
    changed: Changed,
    request: Request,
) -> Response:
    """Return what was published, changed, paused or ended last of all that the same search finds."""
    wanted = query.wanted(local_day(changed.now))
    chosen = await choose_offers(
        edge, search.live, text=query.q, wanted=wanted, most=MOST_ENTRIES, looked_at=MOST_LOOKED_AT
    )
    told = chosen.all()[:MOST_ENTRIES]
    async with edge.reading() as connection:
        published = await first_published(connection, {each.offer.id for each in told})
    address = f"{outside.catalogue}/offers/feed.atom" + (f"?{request.url.query}" if request.url.query else "")
    feed = Feed(
        id=address,
        title=title_of(chosen.quarters),
        author=TITLE,
        address=address,
        page=outside.home,
        updated=told[0].changed_at if told else BEGINNING,
    )
    body = feed_of(feed, (_entry(each, outside, published) for each in told))
    return subscribable(request, body, media_type=MEDIA_TYPE, name="angebote.atom", modified=changed.by_day())


def _entry(told: ChangedOffer, outside: Outside, published: Mapping[UUID, datetime]) -> Entry:
    offer, content = told.offer, told.offer.content
    called_off = CALLED_OFF.get(offer.status)
    return Entry(
        id=f"urn:uuid:{offer.id}",
        title=f"{called_off}: {content.title}" if called_off else content.title,
        text=content.description,
        language=content.text_language,
        updated=told.changed_at,
        published=published.get(offer.id),
        page=outside.page_of(offer.id),
        categories=content.themes,
        alternates=((CALENDAR.partition(";")[0], f"{outside.catalogue}/offers/{offer.id}.ics"),),
    )
