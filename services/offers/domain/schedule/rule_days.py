"""The days of a rule, period by period and never beyond a last day.

Libraries look for the next date of a rule that never comes up to the year 9999, which takes seconds; here the last day bounds the work.
"""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count

from services.offers.domain.schedule.rule import Frequency, Rule, WeekdayRule

ONE_DAY = timedelta(days=1)
DAYS_OF_A_WEEK = 7
MONTHS_OF_A_YEAR = 12


def days_of(rule: Rule, first_day: date, *, starts_at: time, until: date) -> Iterator[date]:
    """Yield the rule's days from the first day on, none after `until`; a first day that the rule misses is no date."""
    for number, day in enumerate(_matching(rule, first_day, until=until)):
        if rule.count is not None and number >= rule.count:
            return
        if rule.until is not None and datetime.combine(day, starts_at) > rule.until:
            return
        yield day


def _matching(rule: Rule, first_day: date, *, until: date) -> Iterator[date]:
    for begin, end in _periods(rule, first_day, until=until):
        for day in _chosen(rule, _candidates(rule, begin, end, first_day=first_day)):
            if day > until:
                return
            if day >= first_day:
                yield day


def _periods(rule: Rule, first_day: date, *, until: date) -> Iterator[tuple[date, date]]:
    """Yield the first day of each period and the day after its last."""
    for number in count(0, rule.interval):
        begin, end = _period(rule, first_day, number)
        if begin > until:
            return
        yield begin, end


def _period(rule: Rule, first_day: date, number: int) -> tuple[date, date]:
    match rule.frequency:
        case Frequency.DAILY:
            begin = first_day + number * ONE_DAY
            return begin, begin + ONE_DAY
        case Frequency.WEEKLY:
            into_week = (first_day.weekday() - rule.week_start) % DAYS_OF_A_WEEK
            begin = first_day + (number * DAYS_OF_A_WEEK - into_week) * ONE_DAY
            return begin, begin + DAYS_OF_A_WEEK * ONE_DAY
        case Frequency.MONTHLY:
            return _month(first_day.year, first_day.month + number)
        case Frequency.YEARLY:
            return date(first_day.year + number, 1, 1), date(first_day.year + number + 1, 1, 1)


def _month(year: int, month: int) -> tuple[date, date]:
    begin = date(year + (month - 1) // MONTHS_OF_A_YEAR, (month - 1) % MONTHS_OF_A_YEAR + 1, 1)
    return begin, begin + calendar.monthrange(begin.year, begin.month)[1] * ONE_DAY


def _candidates(rule: Rule, begin: date, end: date, *, first_day: date) -> list[date]:
    if rule.frequency in {Frequency.DAILY, Frequency.WEEKLY}:
        return [day for day in _each(begin, end) if _suits(rule, day, first_day=first_day)]
    spans = _spans(rule, begin, end)
    found = {day for span in spans for day in _in_span(rule, *span, first_day=first_day)}
    return sorted(found)


def _spans(rule: Rule, begin: date, end: date) -> list[tuple[date, date]]:
    """Return what ordinals count in: a month, or the whole year of a yearly rule that names no months."""
    if rule.frequency is Frequency.YEARLY:
        return [_month(begin.year, month) for month in rule.months] if rule.months else [(begin, end)]
    return [(begin, end)] if not rule.months or begin.month in rule.months else []


def _in_span(rule: Rule, begin: date, end: date, *, first_day: date) -> list[date]:
    days = list(_each(begin, end))
    if rule.weekdays:
        days = _on_weekdays(days, rule.weekdays)
    if rule.month_days:
        return [day for day in days if _is_month_day(day, rule.month_days)]
    if rule.weekdays:
        return days
    is_bare_year = rule.frequency is Frequency.YEARLY and not rule.months
    return [day for day in days if day.day == first_day.day and (not is_bare_year or day.month == first_day.month)]


def _on_weekdays(days: Sequence[date], wanted: Sequence[WeekdayRule]) -> list[date]:
    found: set[date] = set()
    for one in wanted:
        matching = [day for day in days if day.weekday() == one.weekday]
        if one.ordinal is None:
            found.update(matching)
        elif abs(one.ordinal) <= len(matching):
            found.add(matching[one.ordinal - 1 if one.ordinal > 0 else one.ordinal])
    return sorted(found)


def _suits(rule: Rule, day: date, *, first_day: date) -> bool:
    """Tell whether a day of a daily or weekly rule counts."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _is_month_day(day, rule.month_days):
        return False
    if rule.weekdays:
        return day.weekday() in {one.weekday for one in rule.weekdays}
    return rule.frequency is Frequency.DAILY or day.weekday() == first_day.weekday()


def _is_month_day(day: date, wanted: Sequence[int]) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    return day.day in wanted or day.day - length - 1 in wanted


def _chosen(rule: Rule, days: list[date]) -> list[date]:
    if not rule.positions:
        return days
    found = {days[at - 1 if at > 0 else at] for at in rule.positions if abs(at) <= len(days)}
    return sorted(found)


def _each(begin: date, end: date) -> Iterator[date]:
    return (begin + number * ONE_DAY for number in range((end - begin).days))
