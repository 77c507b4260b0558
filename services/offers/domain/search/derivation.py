"""Makes of an offer what it is found by."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from services.offers.domain.occurrence import Occurrence, in_order
from services.offers.domain.offer import Offer, OfferContent
from services.offers.domain.schedule.dates import dates_between
from services.offers.domain.schedule.local_time import moment
from services.offers.domain.search.compounds import parts_of
from services.offers.domain.search.document import SearchDocument
from services.offers.domain.search.wanted import Flag
from services.offers.domain.search.when import (
    FOR_EVER,
    Slots,
    code_of,
    daytime_of,
    minute_of,
    slots_of_dates,
    slots_of_text,
)
from services.offers.domain.search.words import telling_words
from shared.calendar_day import local_day

MOST_WORDS = 1_500
MOST_TITLE_WORDS = 200
COMING_DAYS = 28
MOST_DATES = 300


def document_of(offer: Offer, *, now: datetime, changed_at: datetime) -> SearchDocument:
    """Return the document of a published offer, with its dates in the next four weeks."""
    content = offer.content
    title_words = _with_parts(telling_words(_titles(content)))[:MOST_TITLE_WORDS]
    words = _with_parts(telling_words(_texts(content)))
    other_words = tuple(word for word in words if word not in set(title_words))[:MOST_WORDS]
    dates = _coming_dates(content, now)
    return SearchDocument(
        offer=offer.id,
        network=content.network,
        version=offer.version,
        title=content.title,
        title_words=title_words,
        other_words=other_words,
        min_months=content.ages.min_months,
        max_months=content.ages.max_months,
        values=tuple(dict.fromkeys(_values(content))),
        flags=tuple(_flags(content)),
        points=tuple(_points(content)),
        slots=_slots(content, dates),
        times=tuple(minute_of(at) for date in dates for at in (date.starts_at, date.ends_at)),
        fresh_day=max(local_day(changed_at), offer.confirmed_on or local_day(changed_at)).toordinal(),
    )


def _with_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    parts = (part for word in words for part in parts_of(word))
    return tuple(dict.fromkeys((*words, *parts)))


def _titles(content: OfferContent) -> Iterator[str]:
    yield content.title
    yield from (text.title for text in content.texts if text.title)


def _texts(content: OfferContent) -> Iterator[str]:
    yield content.description
    yield from (text.description for text in content.texts)
    yield from (*content.themes, *content.target_groups, content.kind)
    yield content.schedule_text or ""
    for place in content.places:
        yield place.name
        yield place.address or ""


def _values(content: OfferContent) -> Iterator[tuple[str, str]]:
    yield from (("theme", theme) for theme in content.themes)
    yield from (("target_group", group) for group in content.target_groups)
    yield from (("language", language) for language in content.languages)
    yield from (("accessibility", feature.value) for feature in content.accessibility)


def _flags(content: OfferContent) -> Iterator[str]:
    if content.cost is not None and content.cost.is_free:
        yield Flag.FREE.value
    if content.room.free:
        yield Flag.FREE_PLACES.value
    if content.bridge:
        yield Flag.BRIDGE.value


def _points(content: OfferContent) -> Iterator[tuple[float, float]]:
    for place in content.places:
        if place.latitude is not None and place.longitude is not None:
            yield place.latitude, place.longitude


def _coming_dates(content: OfferContent, now: datetime) -> Sequence[Occurrence]:
    since, until = now - timedelta(days=1), now + timedelta(days=COMING_DAYS)
    dates = dates_between(content.dates, content.schedule, since=since, until=until, most=MOST_DATES)
    return in_order((*dates, *_opening(content, now)))[:MOST_DATES]


def _opening(content: OfferContent, now: datetime) -> Iterator[Occurrence]:
    today = local_day(now)
    for day in (today + timedelta(days=number) for number in range(-1, COMING_DAYS)):
        for place in content.places:
            for hours in place.opening_hours:
                if hours.weekday == day.isoweekday():
                    yield Occurrence(moment(day, hours.opens), moment(day, hours.closes))


def _slots(content: OfferContent, dates: Sequence[Occurrence]) -> Slots:
    """What recurs without end stays when the four weeks are over; what is only told in words is taken at its word."""
    slots = slots_of_dates(date.starts_at for date in dates)
    for place in content.places:
        for hours in place.opening_hours:
            slots[code_of(hours.weekday - 1, daytime_of(hours.opens.hour))] = FOR_EVER
    return slots or slots_of_text(content.schedule_text or "")
