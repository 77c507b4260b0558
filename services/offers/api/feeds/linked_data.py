"""An offer as linked data (schema.org), so that search engines show it with its dates.

An offer with dates is an Event or an EventSeries, one without a Service. What the rules of schema.org can't say (positions in a
month) is told by the coming dates alone.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from services.offers.api.feeds.linked_terms import DAYS, audience, places, price
from services.offers.domain.ages import Ages
from services.offers.domain.occurrence import Occurrence
from services.offers.domain.offer import Offer, Status
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.schedule.dates import dates_between
from services.offers.domain.schedule.rule import WEEKDAYS, Frequency, Rule, read_rule
from services.offers.domain.schedule.series import Series, series_of
from shared.calendar_day import BERLIN

Json = dict[str, Any]
COMING_DAYS = 180
MOST_DATES = 30
EVENT_STATUS = {Status.PAUSED: "EventPostponed", Status.ENDED: "EventCancelled"}
PERIODS = {Frequency.DAILY: "D", Frequency.WEEKLY: "W", Frequency.MONTHLY: "M", Frequency.YEARLY: "Y"}


def linked_data(offer: Offer, *, page: str, now: datetime) -> Json:
    """Return the offer as a JSON-LD document; `page` is where people read it."""
    content = offer.content
    since = now - timedelta(days=1)
    series = list(series_of(content.dates, content.schedule, since=since))
    coming = dates_between(
        content.dates, content.schedule, since=now, until=now + timedelta(days=COMING_DAYS), most=MOST_DATES
    )
    return {
        "@context": "https://schema.org",
        "@id": page,
        **_kind(offer, series, coming),
        "name": content.title,
        "url": page,
        **({"description": content.description} if content.description else {}),
        **({"audience": audience(content.ages)} if content.ages != Ages() else {}),
    }


def _kind(offer: Offer, series: Sequence[Series], coming: Sequence[Occurrence]) -> Json:
    content = offer.content
    if not series:
        return _service(content)
    event = {
        "eventStatus": f"https://schema.org/{EVENT_STATUS.get(offer.status, 'EventScheduled')}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": _organisation(content),
        "location": places(content.places),
        "inLanguage": list(content.languages),
        "isAccessibleForFree": content.cost.is_free if content.cost is not None else None,
        "offers": price(content),
        "maximumAttendeeCapacity": content.room.capacity,
        "remainingAttendeeCapacity": content.room.free,
    }
    if len(series) == 1 and series[0].rule is None:
        return {"@type": "Event", **_told(event), **_span(series[0].first)}
    told = {
        **event,
        "eventSchedule": [_schedule(each) for each in series if _can_be_said(each)],
        "subEvent": [{"@type": "Event", "name": content.title, **_sub_event(event), **_span(date)} for date in coming],
    }
    return {"@type": "EventSeries", **_told(told)}


def _service(content: OfferContent) -> Json:
    channels = [{"@type": "ServiceChannel", "serviceLocation": place} for place in places(content.places)]
    service = {
        "serviceType": content.kind,
        "provider": _organisation(content),
        "availableChannel": channels,
        "offers": price(content),
    }
    return {"@type": "Service", **_told(service)}


def _organisation(content: OfferContent) -> Json:
    return {"@type": "Organization", "@id": f"urn:uuid:{content.organisation}"}


def _sub_event(event: Json) -> Json:
    """Return what a search engine wants to know of each single date."""
    return _told({name: event[name] for name in ("eventStatus", "eventAttendanceMode", "location")})


def _told(said: Json) -> Json:
    """Leave out what is not known."""
    return {name: value for name, value in said.items() if value not in (None, [], {})}


def _span(date: Occurrence) -> Json:
    return {"startDate": _moment(date.starts_at), "endDate": _moment(date.ends_at)}


def _moment(moment: datetime) -> str:
    return moment.astimezone(BERLIN).isoformat(timespec="seconds")


def _can_be_said(series: Series) -> bool:
    return series.rule is None or not read_rule(series.rule).positions


def _schedule(series: Series) -> Json:
    begin, end = (moment.astimezone(BERLIN) for moment in (series.first.starts_at, series.first.ends_at))
    return {
        "@type": "Schedule",
        "scheduleTimezone": "Europe/Berlin",
        "startDate": begin.date().isoformat(),
        "startTime": begin.time().isoformat(),
        "endTime": end.time().isoformat(),
        **({"name": series.label} if series.label else {}),
        **(_recurring(read_rule(series.rule)) if series.rule else {"repeatCount": 1}),
        **({"exceptDate": [_moment(moment) for moment in series.without]} if series.without else {}),
    }


def _recurring(rule: Rule) -> Json:
    return _told(
        {
            "repeatFrequency": f"P{rule.interval}{PERIODS[rule.frequency]}",
            "repeatCount": rule.count,
            "endDate": rule.until.date().isoformat() if rule.until else None,
            "byDay": list(_by_day(rule)),
            "byMonthDay": list(rule.month_days),
            "byMonth": list(rule.months),
        }
    )


def _by_day(rule: Rule) -> Iterator[str]:
    """Yield days of the week; one that is counted in its month as iCalendar writes it (`2TU`)."""
    for day in rule.weekdays:
        name = f"https://schema.org/{DAYS[day.weekday]}"
        yield name if day.ordinal is None else f"{day.ordinal}{WEEKDAYS[day.weekday]}"
