"""Dates as people type them, one a line: "24.12.2026, 10:00 bis 11:30"; a date over midnight names its last day as well."""

import re
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Berlin")
DAY: Final = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
TIME: Final = r"(\d{1,2})[:.](\d{2})(?:\s*Uhr)?"
LINE: Final = re.compile(rf"{DAY}[\s,]+{TIME}\s*(?:bis|-|–)\s*(?:{DAY}[\s,]+)?{TIME}", re.IGNORECASE)

Span = tuple[datetime, datetime]


class LineNotUnderstood(ValueError):
    """A line is no date, or one that doesn't exist; `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def read_dates(text: str) -> list[Span]:
    """Return beginning and end of each line's date, aware; raises LineNotUnderstood."""
    lines = enumerate(text.splitlines(), start=1)
    return [_span(line.strip(), number) for number, line in lines if line.strip()]


def written_date(start: datetime, end: datetime) -> str:
    """Return the line that is read as this date."""
    first, last = start.astimezone(ZONE), end.astimezone(ZONE)
    until = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%d.%m.%Y}, {last:%H:%M}"
    return f"{first:%d.%m.%Y}, {first:%H:%M} bis {until}"


def _span(line: str, number: int) -> Span:
    found = LINE.fullmatch(line)
    if found is None:
        raise LineNotUnderstood(number)
    parts = [int(part) if part else 0 for part in found.groups()]
    day, month, year, hour, minute = parts[:5]
    last_day, last_month, last_year = parts[5:8] if parts[5] else (day, month, year)
    try:
        start = datetime(year, month, day, hour, minute, tzinfo=ZONE)
        end = datetime(last_year, last_month, last_day, parts[8], parts[9], tzinfo=ZONE)
    except ValueError as impossible:
        raise LineNotUnderstood(number) from impossible
    return start, end
