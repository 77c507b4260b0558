"""iCalendar files (RFC 5545) that calendars of every make understand: times in UTC, so that no VTIMEZONE is needed.

ORGANIZER is asked for by RFC 5546 in every file that has a METHOD; it is an address of the web, never a person's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
PRODUCT: Final = "-//INFamilie//Dortmund//DE"
LONGEST_LINE_OCTETS: Final = 75

Method = Literal["PUBLISH", "CANCEL"]


@dataclass(frozen=True)
class Organizer:
    """Who invites: a circle by its name and its address in the web."""

    name: str
    uri: str


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """What calendars are told of a date; a higher `sequence` replaces what they know under the same `uid`."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    organizer: Organizer
    location: str | None = None
    description: str = ""
    is_cancelled: bool = False


def calendar(events: Iterable[CalendarEvent], *, name: str, method: Method) -> str:
    """Return the whole file, its lines folded and ended by CR LF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _lines_of(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    r"""Return a TEXT value (section 3.3.11): backslash, semicolon, comma and line break are written as \\ \; \, and \n."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a content line in pieces of at most 75 octets (section 3.1), never cut within a character."""
    pieces: list[str] = []
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > LONGEST_LINE_OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece, octets = piece + character, octets + size
    return "\r\n".join([*pieces, piece])


def _lines_of(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(event.stamp)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART:{_moment(event.starts_at)}"
    yield f"DTEND:{_moment(event.ends_at)}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.location is not None:
        yield f"LOCATION:{escaped(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    yield f'ORGANIZER;CN="{_parameter(event.organizer.name)}":{event.organizer.uri}'
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _parameter(text: str) -> str:
    """A quoted parameter's value has neither quotes nor control characters (section 3.2)."""
    return "".join(character for character in text if character.isprintable() and character != '"')
