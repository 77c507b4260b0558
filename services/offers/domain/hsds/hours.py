"""At which hours of the week an offer takes place, for those who ask by day and time: each with the last day on which it comes so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from services.offers.domain.offer_content import OfferContent
from services.offers.domain.schedule.recurrence import Recurrence
from services.offers.domain.schedule.rule import read_rule
from shared.calendar_day import BERLIN

FOR_EVER = date(9999, 12, 31)
BOUNDED_DAYS = timedelta(days=366 * 20)
"""A thousand weeks, the longest rule that counts its dates, end within so many days."""
OPEN_DAYS = timedelta(days=366 * 2)
"""What a rule without end does in two years it goes on doing."""


@dataclass(frozen=True, slots=True, order=True)
class WeeklyHours:
    """A weekday, 1 is Monday; begin and end in minutes of the day; the last day."""

    weekday: int
    begin: int
    end: int
    last: date


def weekly_hours(content: OfferContent) -> tuple[WeeklyHours, ...]:
    """Return the hours of opening, of every rule and of single dates, each once."""
    last_days: dict[tuple[int, int, int], date] = {}
    for each in (*_opening(content), *_ruled(content), *_single(content)):
        key = (each.weekday, each.begin, each.end)
        last_days[key] = max(each.last, last_days.get(key, each.last))
    return tuple(sorted(WeeklyHours(*key, last) for key, last in last_days.items()))


def _opening(content: OfferContent) -> Iterator[WeeklyHours]:
    for place in content.places:
        for hours in place.opening_hours:
            yield WeeklyHours(hours.weekday, _minute(hours.opens), _minute(hours.closes), FOR_EVER)


def _ruled(content: OfferContent) -> Iterator[WeeklyHours]:
    for rule in content.schedule.all_recurrences():
        begin, end = _minute(rule.starts_at), _minute(rule.ends_at)
        for weekday, last in _weekdays(rule).items():
            yield WeeklyHours(weekday, begin, end, last)


def _weekdays(rule: Recurrence) -> dict[int, date]:
    read = read_rule(rule.rule) if rule.rule is not None else None
    goes_on = read is not None and read.count is None and read.until is None
    days = rule.days(until=rule.first_day + (OPEN_DAYS if goes_on else BOUNDED_DAYS))
    last = {day.isoweekday(): day for day in days}
    return dict.fromkeys(last, FOR_EVER) if goes_on else last


def _single(content: OfferContent) -> Iterator[WeeklyHours]:
    for each in content.dates:
        begin, end = each.starts_at.astimezone(BERLIN), each.ends_at.astimezone(BERLIN)
        is_one_day = begin.date() == end.date()
        closes = _minute(end.time()) if is_one_day else 24 * 60
        yield WeeklyHours(begin.isoweekday(), _minute(begin.time()), closes, begin.date())


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
