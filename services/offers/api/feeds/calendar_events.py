"""An offer's dates as events of a calendar file."""

from collections.abc import Iterator
from datetime import datetime

from services.offers.api.feeds.outside import TITLE, Outside
from services.offers.domain.offer import Offer, Status
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.schedule.series import series_of
from services.offers.storage.changed_offers import ChangedOffer
from shared.web.icalendar import CalendarEvent, EventText, Organizer

CALLED_OFF = frozenset({Status.PAUSED, Status.ENDED})


def events_of(told: ChangedOffer, outside: Outside, *, since: datetime) -> Iterator[CalendarEvent]:
    """Yield what has not ended by `since`; all of it is cancelled where the offer does not take place."""
    offer = told.offer
    texts: dict[str | None, EventText] = {}
    for series in series_of(offer.content.dates, offer.content.schedule, since=since):
        if series.label not in texts:
            texts[series.label] = _text(told, outside, course=series.label)
        yield CalendarEvent(
            uid=f"{offer.id}-{series.key}@infamilie",
            starts_at=series.first.starts_at,
            ends_at=series.first.ends_at,
            rule=series.rule,
            without=series.without,
            text=texts[series.label],
        )


def _text(told: ChangedOffer, outside: Outside, *, course: str | None) -> EventText:
    offer, content = told.offer, told.offer.content
    place = content.place
    located = place is not None and place.latitude is not None and place.longitude is not None
    return EventText(
        sequence=offer.version - 1,
        stamp=told.changed_at,
        summary=f"{content.title}: {course}" if course else content.title,
        organizer=Organizer(name=TITLE, uri=outside.catalogue),
        location=_location(content),
        point=(place.latitude, place.longitude) if located else None,  # type: ignore[union-attr,arg-type]  # located says so
        description=_description(offer, outside),
        url=outside.page_of(offer.id),
        categories=content.themes,
        is_cancelled=offer.status in CALLED_OFF,
    )


def _location(content: OfferContent) -> str | None:
    """Return the places, each with its address."""
    told = [f"{place.name}, {place.address}" if place.address else place.name for place in content.places]
    return " oder ".join(told) or None


def _description(offer: Offer, outside: Outside) -> str:
    content = offer.content
    registration = content.registration
    parts = [content.description]
    if registration is not None and registration.is_needed:
        parts.append(" ".join(filter(None, ("Anmeldung:", registration.way or "nötig", registration.url))))
    parts.append(f"Mehr dazu: {outside.page_of(offer.id)}")
    return "\n\n".join(part for part in parts if part)
