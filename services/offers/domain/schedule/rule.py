"""Recurrence rules (RFC 5545, section 3.3.10) as far as offers need them: days, weeks, months and years.

Rules that would be explosive or that no two programs read alike are refused: hours and seconds, weeks of the year, huge steps.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from services.offers.domain.content_refusals import RuleNotUnderstood
from shared.calendar_day import BERLIN

LONGEST_RULE = 200
GREATEST_INTERVAL = 366
GREATEST_COUNT = 1000
MOST_VALUES = 31
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?\d{1,4}")


class Frequency(StrEnum):
    """After what a rule repeats."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class WeekdayRule:
    """A weekday, 0 is Monday; with an ordinal only the n-th of its month or year, from the end when negative."""

    weekday: int
    ordinal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that was read; `until` is the last local moment at which a date may begin."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    weekdays: tuple[WeekdayRule, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def read_rule(text: str) -> Rule:
    """Return the rule that a text says; raises RuleNotUnderstood with the part that can't be used."""
    parts = _parts_of(text)
    rule = Rule(
        frequency=_frequency(parts.get("FREQ", "")),
        interval=_number("INTERVAL", parts.get("INTERVAL", "1"), least=1, most=GREATEST_INTERVAL),
        count=_number("COUNT", parts["COUNT"], least=1, most=GREATEST_COUNT) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        weekdays=tuple(_weekday(one) for one in _values(parts, "BYDAY")),
        month_days=tuple(_number("BYMONTHDAY", one, least=-31, most=31) for one in _values(parts, "BYMONTHDAY")),
        months=tuple(_number("BYMONTH", one, least=1, most=12) for one in _values(parts, "BYMONTH")),
        positions=tuple(_number("BYSETPOS", one, least=-366, most=366) for one in _values(parts, "BYSETPOS")),
        week_start=_week_start(parts.get("WKST", "MO")),
    )
    _insist_on_sense(rule)
    return rule


def _parts_of(text: str) -> dict[str, str]:
    if len(text) > LONGEST_RULE:
        raise RuleNotUnderstood("RRULE")
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if name not in _PARTS or name in parts or not equals or not value:
            raise RuleNotUnderstood(name or "RRULE")
        parts[name] = value
    return parts


def _values(parts: dict[str, str], name: str) -> list[str]:
    values = list(dict.fromkeys(parts[name].split(","))) if name in parts else []
    if len(values) > MOST_VALUES:
        raise RuleNotUnderstood(name)
    return values


def _frequency(value: str) -> Frequency:
    if value not in Frequency.__members__:
        raise RuleNotUnderstood("FREQ")
    return Frequency(value)


def _number(name: str, value: str, *, least: int, most: int) -> int:
    if _NUMBER.fullmatch(value) is None or not least <= int(value) <= most or int(value) == 0:
        raise RuleNotUnderstood(name)
    return int(value)


def _weekday(value: str) -> WeekdayRule:
    found = _DAY.fullmatch(value)
    if found is None:
        raise RuleNotUnderstood("BYDAY")
    ordinal = _number("BYDAY", found[1], least=-53, most=53) if found[1] else None
    return WeekdayRule(WEEKDAYS.index(found[2]), ordinal)


def _week_start(value: str) -> int:
    if value not in WEEKDAYS:
        raise RuleNotUnderstood("WKST")
    return WEEKDAYS.index(value)


def _until(value: str) -> datetime:
    """Return a day's end, a local time, or a UTC time in local terms."""
    try:
        if len(value) == len("20261231"):
            return datetime.combine(date.fromisoformat(value), time.max)
        until = datetime.fromisoformat(value)
    except ValueError as unreadable:
        raise RuleNotUnderstood("UNTIL") from unreadable
    return until.astimezone(BERLIN).replace(tzinfo=None) if until.tzinfo is not None else until


def _insist_on_sense(rule: Rule) -> None:
    by_month_or_year = rule.frequency in {Frequency.MONTHLY, Frequency.YEARLY}
    has_ordinals = any(day.ordinal is not None for day in rule.weekdays)
    refused = {
        "COUNT": rule.count is not None and rule.until is not None,
        "BYDAY": has_ordinals and (not by_month_or_year or bool(rule.month_days)),
        "BYMONTHDAY": bool(rule.month_days) and rule.frequency is Frequency.WEEKLY,
        "BYSETPOS": bool(rule.positions)
        and not (by_month_or_year and (rule.weekdays or rule.month_days or rule.months)),
    }
    for name, is_refused in refused.items():
        if is_refused:
            raise RuleNotUnderstood(name)
