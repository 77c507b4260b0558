"""Schedules of another directory as ours: opening hours of places, rules, single days; the rest in words."""

from collections.abc import Iterator
from typing import Any, Final

from services.offers.domain.content_refusals import RuleNotUnderstood
from services.offers.domain.hsds.incoming.plain_text import one_line
from services.offers.domain.hsds.incoming.values import Record, day_of, number_of, records_of, text_of, time_of
from services.offers.domain.schedule.rule import WEEKDAYS, read_rule

Json = dict[str, Any]
MOST_RULES: Final = 10
MOST_HOURS: Final = 50
LONGEST_LINE: Final = 200


def opening_hours(record: Record) -> list[Json]:
    """Return the weekly hours among a place's schedules."""
    found = [hours for schedule in records_of(record, "schedules") for hours in _hours(schedule)]
    return found[:MOST_HOURS]


def recurrences(record: Record) -> list[Json]:
    """Return the rules and days among a service's schedules that ours can say, each once."""
    found: list[Json] = []
    for schedule in records_of(record, "schedules"):
        rule = _recurrence(schedule)
        if rule is not None and rule not in found:
            found.append(rule)
    return found[:MOST_RULES]


def in_words(record: Record) -> str | None:
    """Return what only the words of a service's schedules say."""
    said = [
        one_line(text_of(schedule, "description"))
        for schedule in records_of(record, "schedules")
        if _recurrence(schedule) is None
    ]
    return "; ".join(each for each in dict.fromkeys(said) if each)[:LONGEST_LINE] or None


def _hours(schedule: Record) -> Iterator[Json]:
    opens, closes = time_of(schedule, "opens_at"), time_of(schedule, "closes_at")
    if opens is None or closes is None or closes <= opens or text_of(schedule, "freq") not in {"", "WEEKLY"}:
        return
    for day in text_of(schedule, "byday").upper().replace(" ", "").split(","):
        if day in WEEKDAYS:
            yield {"weekday": WEEKDAYS.index(day) + 1, "opens": opens, "closes": closes}


def _recurrence(schedule: Record) -> Json | None:
    first_day = day_of(schedule, "dtstart", "valid_from")
    opens, closes = time_of(schedule, "opens_at"), time_of(schedule, "closes_at")
    if first_day is None or opens is None or closes is None or closes <= opens:
        return None
    said = {"first_day": first_day, "starts_at": opens, "ends_at": closes}
    rule = _rule(schedule)
    return said if rule == "" else {**said, "rule": rule} if rule else None


def _rule(schedule: Record) -> str | None:
    """Return the rule, an empty one for a single day, None for one that ours can't say."""
    frequency = text_of(schedule, "freq").upper()
    if not frequency:
        return ""
    interval, count, until = (
        number_of(schedule, "interval"),
        number_of(schedule, "count"),
        day_of(schedule, "until", "valid_to"),
    )
    parts = {
        "FREQ": frequency,
        "INTERVAL": str(int(interval)) if interval and interval > 1 else "",
        "BYDAY": text_of(schedule, "byday").upper().replace(" ", ""),
        "BYMONTHDAY": text_of(schedule, "bymonthday").replace(" ", ""),
        "COUNT": str(int(count)) if count else "",
        "UNTIL": until.replace("-", "") if until and not count else "",
    }
    rule = ";".join(f"{name}={value}" for name, value in parts.items() if value)
    try:
        read_rule(rule)
    except RuleNotUnderstood:
        return None
    return rule
