"""iCalendar files (RFC 5545) that calendars of every make understand, written line by line: thousands of dates in one answer.

Times are Dortmund's, with the VTIMEZONE they refer to. ORGANIZER is asked for by RFC 5546 in every file that has a METHOD; it is
an address of the web, never a person's. Files of others are read by the library icalendar, which also judges these in the tests;
writing by it takes six times as long (docs/decisions/0021-calendars-are-written-by-lines.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final, Literal

from shared.calendar_day import BERLIN
from shared.web.content_lines import escaped, folded, parameter

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
PRODUCT: Final = "-//INFamilie//Dortmund//DE"
ZONE: Final = "Europe/Berlin"
VTIMEZONE: Final = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""Europe's summer time as it is since 1996 (directive 2000/84/EC)."""

Method = Literal["PUBLISH", "CANCEL"]


@dataclass(frozen=True)
class Organizer:
    """Who invites: a circle by its name and its address in the web."""

    name: str
    uri: str


@dataclass(frozen=True, kw_only=True)
class EventText:
    """What all dates of one thing have in common; a higher `sequence` replaces what calendars know under the same UID."""

    sequence: int
    stamp: datetime
    summary: str
    organizer: Organizer
    location: str | None = None
    point: tuple[float, float] | None = None
    description: str = ""
    url: str | None = None
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False

    @cached_property
    def lines(self) -> str:
        """Return the lines, ready for a file."""
        return _written(self._lines())

    def _lines(self) -> Iterator[str]:
        stamp = f"{self.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        yield f"DTSTAMP:{stamp}"
        yield f"LAST-MODIFIED:{stamp}"
        yield f"SEQUENCE:{self.sequence}"
        yield f"SUMMARY:{escaped(self.summary)}"
        if self.location is not None:
            yield f"LOCATION:{escaped(self.location)}"
        if self.point is not None:
            yield f"GEO:{self.point[0]:.6f};{self.point[1]:.6f}"
        if self.description:
            yield f"DESCRIPTION:{escaped(self.description)}"
        if self.url is not None:
            yield f"URL:{self.url}"
        if self.categories:
            yield f"CATEGORIES:{','.join(escaped(each) for each in self.categories)}"
        yield f'ORGANIZER;CN="{parameter(self.organizer.name)}":{self.organizer.uri}'
        yield f"STATUS:{'CANCELLED' if self.is_cancelled else 'CONFIRMED'}"


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """A date, or with a `rule` (the value of an RRULE) all of its dates but those that begin at `without`."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    text: EventText
    rule: str | None = None
    without: tuple[datetime, ...] = ()

    def lines(self) -> str:
        """Return the lines of the VEVENT, ready for a file."""
        times = f"{_moment('DTSTART', self.starts_at)}\r\n{_moment('DTEND', self.ends_at)}\r\n"
        recurring = _written(self._recurring()) if self.rule is not None else ""
        return f"BEGIN:VEVENT\r\nUID:{self.uid}\r\n{times}{recurring}{self.text.lines}END:VEVENT\r\n"

    def _recurring(self) -> Iterator[str]:
        yield f"RRULE:{self.rule}"
        if self.without:
            days = ",".join(f"{each.astimezone(BERLIN):%Y%m%dT%H%M%S}" for each in self.without)
            yield f"EXDATE;TZID={ZONE}:{days}"


def calendar(events: Iterable[CalendarEvent], *, name: str, method: Method, description: str | None = None) -> str:
    """Return the whole file, its lines folded and ended by CR LF; who subscribes to it asks again four times a day."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        f"X-WR-CALNAME:{escaped(name)}",
        *([f"X-WR-CALDESC:{escaped(description)}"] if description else []),
        f"X-WR-TIMEZONE:{ZONE}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *VTIMEZONE,
    ]
    return "".join((_written(head), *(event.lines() for event in events), "END:VCALENDAR\r\n"))


def _written(lines: Iterable[str]) -> str:
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _moment(name: str, moment: datetime) -> str:
    """Return a time of day in Dortmund; the second pass of the hour that comes twice in October can be told in UTC only."""
    local = moment.astimezone(BERLIN)
    if local.fold:
        return f"{name}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{name};TZID={ZONE}:{local:%Y%m%dT%H%M%S}"
