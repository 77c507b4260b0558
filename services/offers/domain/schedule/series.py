"""An offer's schedule as calendars take it: single dates, and rules that calendars expand by themselves (RFC 5545).

A calendar counts DTSTART as the first date in any case, we count it only where the rule meets it; so a series begins on its first
true day. Days beside the rule are dates of their own: RDATE is passed over by calendars that many people use.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from services.offers.domain.occurrence import LAST_YEAR, Occurrence
from services.offers.domain.schedule.recurrence import LONGEST_WAIT, Recurrence
from services.offers.domain.schedule.rule import read_rule
from services.offers.domain.schedule.schedule import Schedule
from services.offers.domain.schedule.school_holidays import KNOWN_UNTIL
from shared.calendar_day import BERLIN

_LAST_DAY = date(LAST_YEAR, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Series:
    """A date, or the first of a rule's; `key` stays the same as long as the offer names the date or the rule at the same place.

    `label` is the course's. The rule's UNTIL is in UTC, as a time zone at its first date wants it.
    """

    key: str
    first: Occurrence
    label: str | None = None
    rule: str | None = None
    without: tuple[datetime, ...] = ()


def series_of(single: Sequence[Occurrence], schedule: Schedule, *, since: datetime) -> Iterator[Series]:
    """Yield all that does not end before `since`."""
    yield from _single_dates(single, since)
    for number, recurrence in enumerate(schedule.recurrences, start=1):
        yield from _of_recurrence(recurrence, f"r{number}", since)
    for course_number, course in enumerate(schedule.courses, start=1):
        for number, recurrence in enumerate(course.recurrences, start=1):
            yield from _of_recurrence(recurrence, f"c{course_number}-{number}", since, label=course.label)


def _single_dates(single: Sequence[Occurrence], since: datetime) -> Iterator[Series]:
    before: datetime | None = None
    number = 1
    for each in single:
        number = number + 1 if each.starts_at == before else 1
        before = each.starts_at
        if each.ends_at > since:
            key = f"{each.starts_at:%Y%m%dT%H%M%SZ}"
            yield Series(key=key if number == 1 else f"{key}-{number}", first=each)


def _of_recurrence(recurrence: Recurrence, key: str, since: datetime, *, label: str | None = None) -> Iterator[Series]:
    beside = recurrence.days(until=_LAST_DAY)
    if recurrence.rule is not None:
        regular = set(recurrence.regular_days(until=_horizon(recurrence)))
        beside = [day for day in recurrence.additionally if day not in regular]
        if not _is_over(recurrence, since):
            yield _by_rule(recurrence, recurrence.rule, key, label, regular)
    for day in beside:
        one = recurrence.on(day)
        if one.ends_at > since:
            yield Series(key=f"{key}-{day:%Y%m%d}", first=one, label=label)


def _by_rule(recurrence: Recurrence, rule: str, key: str, label: str | None, regular: Collection[date]) -> Series:
    first = next(recurrence.regular_days(until=recurrence.first_day + LONGEST_WAIT))
    falling_out = [
        day
        for day in sorted(regular)
        if (day in recurrence.without or recurrence.pauses_on(day)) and day not in recurrence.additionally
    ]
    without = tuple(recurrence.on(day).starts_at for day in falling_out)
    return Series(key=key, first=recurrence.on(first), label=label, rule=_for_calendars(rule), without=without)


def _horizon(recurrence: Recurrence) -> date:
    """Return the last day for which it matters here whether the rule meets it."""
    days = [recurrence.first_day, *recurrence.without, *recurrence.additionally]
    return max([*days, KNOWN_UNTIL] if recurrence.pauses_in_school_holidays else days)


def _is_over(recurrence: Recurrence, since: datetime) -> bool:
    rule, local = read_rule(recurrence.rule or ""), since.astimezone(BERLIN)
    if rule.until is not None:
        return rule.until < local.replace(tzinfo=None)
    if rule.count is None:
        return False
    return sum(1 for _ in recurrence.regular_days(until=local.date() - timedelta(days=1))) >= rule.count


def _for_calendars(rule: str) -> str:
    """Return the rule with its end in UTC."""
    until = read_rule(rule).until
    if until is None:
        return rule
    moment = f"{until.replace(microsecond=0, tzinfo=BERLIN).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return ";".join(f"UNTIL={moment}" if part.startswith("UNTIL=") else part for part in rule.split(";"))
