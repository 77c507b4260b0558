"""On which days of the week an offer takes place, as far as its event tells: dates, rules, and hours at its places."""

import re
from collections.abc import Iterator

from services.notifications.domain.calendar import berlin_day
from services.notifications.domain.weekdays import EVERY_DAY
from shared.contracts.offers import OfferState
from shared.contracts.offers.schedule import Recurrence

DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), start=1)}
BY_DAY = re.compile(r"BYDAY=([^;]+)")
WEEKLY = "FREQ=WEEKLY"


def offer_days(offer: OfferState) -> frozenset[int]:
    """Return the days from Monday, 1; nothing where the event tells none."""
    return frozenset(_days(offer))


def _days(offer: OfferState) -> Iterator[int]:
    yield from (berlin_day(date.starts_at).isoweekday() for date in offer.dates)
    for rules in (offer.schedule.recurrences, *(course.recurrences for course in offer.schedule.courses)):
        for recurrence in rules:
            yield from _days_of_rule(recurrence)
    yield from (hours.weekday for place in offer.places for hours in place.opening_hours)


def _days_of_rule(recurrence: Recurrence) -> Iterator[int]:
    yield from (day.isoweekday() for day in recurrence.additionally)
    rule = recurrence.rule
    if rule is None or (WEEKLY in rule and "BYDAY" not in rule):
        yield recurrence.first_day.isoweekday()
    elif by_day := BY_DAY.search(rule):
        yield from (DAYS[name[-2:]] for name in by_day[1].split(",") if name[-2:] in DAYS)
    else:
        yield from EVERY_DAY
