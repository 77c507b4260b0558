"""Days and opening hours as people type them, one a line: "24.12.2026", "Mo 9:00 bis 12:30"."""

import re
from datetime import date, time
from typing import Final

from services.portal.domain.date_lines import LineNotUnderstood

WEEKDAYS: Final = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
HOURS: Final = re.compile(
    r"(mo|di|mi|do|fr|sa|so)[a-zäöü]*\.?[\s:,]+(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?\s*(?:bis|-|–)\s*(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?",
    re.IGNORECASE,
)

Hours = tuple[int, time, time]
"""Weekday (1 is Monday), opening, closing."""


def read_days(text: str) -> list[date]:
    """Return the days; raises LineNotUnderstood."""
    return [_day(line, number) for number, line in _lines(text)]


def written_days(days: tuple[date, ...]) -> str:
    """Return the lines that are read as these days."""
    return "\n".join(f"{day:%d.%m.%Y}" for day in days)


def read_hours(text: str) -> list[Hours]:
    """Return the opening hours; raises LineNotUnderstood."""
    return [_hours(line, number) for number, line in _lines(text)]


def written_hours(weekday: int, opens: time, closes: time) -> str:
    """Mo 09:00 bis 12:30"""
    return f"{WEEKDAYS[weekday - 1]} {opens:%H:%M} bis {closes:%H:%M}"


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]


def _day(line: str, number: int) -> date:
    found = DAY.fullmatch(line)
    if found is None:
        raise LineNotUnderstood(number)
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError as impossible:
        raise LineNotUnderstood(number) from impossible


def _hours(line: str, number: int) -> Hours:
    found = HOURS.fullmatch(line)
    if found is None:
        raise LineNotUnderstood(number)
    weekday = WEEKDAYS.index(found[1].capitalize()) + 1
    try:
        return weekday, time(int(found[2]), int(found[3] or 0)), time(int(found[4]), int(found[5] or 0))
    except ValueError as impossible:
        raise LineNotUnderstood(number) from impossible
