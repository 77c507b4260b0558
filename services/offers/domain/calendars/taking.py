"""Makes of an event what an offer can say: a rule where ours can say it, single dates of the coming year otherwise.

Nothing here runs longer than the days of that time, whatever a rule asks for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from services.offers.domain.calendars.entry import Entry, NotTaken, Reason
from services.offers.domain.content_refusals import HoursReversed, RuleNeverHappens, RuleNotUnderstood
from services.offers.domain.occurrence import Occurrence, in_order
from services.offers.domain.refusals import DateOutOfRange
from services.offers.domain.schedule.recurrence import Recurrence
from services.offers.domain.schedule.rule import read_rule
from services.offers.domain.schedule.rule_days import days_of
from shared.calendar_day import BERLIN

LONGEST = timedelta(days=7)
COMING = timedelta(days=366)
TOO_FREQUENT = ("FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY")
MOST_EXCEPTIONS = 200


@dataclass(frozen=True)
class Taken:
    """What an event says about an offer."""

    dates: tuple[Occurrence, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()

    def coming(self, now: datetime) -> "Taken":
        """Return the same without dates that are over."""
        return Taken(tuple(date for date in self.dates if date.ends_at > now), self.recurrences)


def taken(entry: Entry, *, now: datetime, as_dates: bool, most: int) -> Taken:
    """Return what becomes of an event, `as_dates` without a rule; more than the `most` dates are not looked for. Raises NotTaken."""
    first = entry.first
    if first is None or first.ends_at - first.starts_at > LONGEST:
        raise NotTaken(Reason.TOO_LONG if first is not None else Reason.NO_END)
    moved = in_order(date for date in entry.moved.values() if date is not None and date.ends_at > now)
    if entry.rule is None:
        found = Taken(in_order((*_beside(entry, first), first, *moved)))
    else:
        found = _by_rule(entry, first, now=now, as_dates=as_dates, most=most)
        found = Taken(in_order((*found.dates, *moved)), found.recurrences)
    coming = found.coming(now)
    if coming == Taken():
        raise NotTaken(Reason.OVER)
    return coming


def _by_rule(entry: Entry, first: Occurrence, *, now: datetime, as_dates: bool, most: int) -> Taken:
    rule = entry.rule or ""
    if any(part in TOO_FREQUENT for part in rule.upper().split(";")):
        raise NotTaken(Reason.RULE_TOO_FREQUENT)
    try:
        recurrence = _recurrence(entry, first, rule)
    except (RuleNotUnderstood, RuleNeverHappens) as unreadable:
        raise NotTaken(Reason.RULE) from unreadable
    except HoursReversed:
        recurrence = None
    except DateOutOfRange as out_of_range:
        raise NotTaken(Reason.OVER) from out_of_range
    beside = _beside(entry, first)
    if recurrence is None or as_dates or not entry.is_local:
        return Taken(in_order((*islice(_dates(entry, first, rule, now=now), most + 1), *beside)))
    if next(recurrence.occurrences(since=now, until=now + COMING), None) is None and _has_ended(rule, recurrence, now):
        return Taken(in_order(beside))
    return Taken(in_order(beside), (recurrence,))


def _recurrence(entry: Entry, first: Occurrence, rule: str) -> Recurrence | None:
    """Return the rule in our words; None where it crosses midnight."""
    begin, end = (moment.astimezone(BERLIN) for moment in (first.starts_at, first.ends_at))
    read_rule(rule)
    if begin.date() != end.date():
        return None
    falling_out = {moment.astimezone(BERLIN).date() for moment in (*entry.without, *entry.moved)}
    if len(falling_out) > MOST_EXCEPTIONS:
        return None
    return Recurrence(
        first_day=begin.date(),
        starts_at=begin.time(),
        ends_at=end.time(),
        rule=rule,
        without=tuple(falling_out),
    )


def _has_ended(rule: str, recurrence: Recurrence, now: datetime) -> bool:
    """Tell whether no date can follow: a rule with an end has none in the coming year, or fewer than it counts."""
    read = read_rule(rule)
    return read.count is not None or (
        read.until is not None and read.until < now.astimezone(BERLIN).replace(tzinfo=None)
    )


def _beside(entry: Entry, first: Occurrence) -> Iterator[Occurrence]:
    length = first.ends_at - first.starts_at
    yield from (Occurrence(moment, moment + length) for moment in entry.additionally)


def _dates(entry: Entry, first: Occurrence, rule: str, *, now: datetime) -> Iterator[Occurrence]:
    """Yield the dates of the coming year, at the hours of the calendar's own zone."""
    zone = BERLIN if entry.is_local else first.starts_at.tzinfo or UTC
    begin = first.starts_at.astimezone(zone)
    length = first.ends_at - first.starts_at
    falling_out = {moment.astimezone(UTC) for moment in (*entry.without, *entry.moved)}
    for day in days_of(read_rule(rule), begin.date(), starts_at=begin.time(), until=_last_day(now)):
        starts_at = datetime.combine(day, begin.time(), zone).astimezone(UTC)
        if starts_at + length > now and starts_at not in falling_out:
            yield Occurrence(starts_at, starts_at + length)


def _last_day(now: datetime) -> date:
    return datetime.combine(now.date() + COMING, time(), UTC).date()
