"""Reads calendar files of any make (RFC 5545) by the library icalendar, one event after the other and never more than fits.

Cut into events first: the library would read all of a file at once, while nobody else is answered, and it knows no limits.
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from services.offers.domain.calendars.entry import Entry, NotTaken, Reason
from services.offers.domain.occurrence import Occurrence
from services.offers.domain.refusals import DateOutOfRange, EndBeforeStart
from shared.calendar_day import BERLIN
from shared.web.problems import Refusal

if TYPE_CHECKING:
    from icalendar import Event

MOST_EVENTS: Final = 1_000
LARGEST_EVENT: Final = 100_000
LONGEST_SUMMARY: Final = 200
EVENTS_AT_ONCE: Final = 20


class NoCalendar(Refusal):
    """What came is no calendar file."""


class CalendarTooLong(Refusal):
    """A calendar has more events than are taken at once."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@dataclass
class ReadCalendar:
    """The events by their UIDs, and those that can't be taken with the reason."""

    entries: dict[str, Entry] = field(default_factory=dict)
    refused: list[tuple[str, Reason]] = field(default_factory=list)
    moved: list[tuple[str, datetime, Occurrence | None]] = field(default_factory=list)


async def read_calendar(body: bytes) -> ReadCalendar:
    """Return what stands in a file; raises NoCalendar, CalendarTooLong."""
    text = body.decode("utf-8-sig", errors="replace")
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise NoCalendar
    found = ReadCalendar()
    for number, block in enumerate(_blocks(text), start=1):
        if number > MOST_EVENTS:
            raise CalendarTooLong(MOST_EVENTS)
        _read_into(found, block)
        if number % EVENTS_AT_ONCE == 0:
            await asyncio.sleep(0)  # others are let in between
    for uid, moment, instead in found.moved:
        entry = found.entries.get(uid)
        if entry is None:
            found.refused.append(("", Reason.UNREADABLE))
        else:
            found.entries[uid] = replace(entry, moved={**entry.moved, moment: instead})
    return found


def _blocks(text: str) -> Iterator[str]:
    """Yield the text of each event; one that never ends is none."""
    lines: list[str] | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        mark = line.rstrip().upper()
        if mark == "BEGIN:VEVENT":
            lines = []
        if lines is not None:
            lines.append(line)
        if mark == "END:VEVENT" and lines is not None:
            yield "\r\n".join((*lines, ""))
            lines = None


def _read_into(found: ReadCalendar, block: str) -> None:
    from icalendar import Event  # by far not every process reads a calendar

    summary = ""
    try:
        if len(block) > LARGEST_EVENT:
            raise NotTaken(Reason.UNREADABLE)
        event = Event.from_ical(block)
        assert isinstance(event, Event)
        summary = str(_only(event, "SUMMARY") or "")[:LONGEST_SUMMARY]
        _take(found, event, summary)
    except NotTaken as refused:
        found.refused.append((summary, refused.reason))
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError):  # however the library meets what is broken
        found.refused.append((summary, Reason.UNREADABLE))


def _take(found: ReadCalendar, event: "Event", summary: str) -> None:
    uid = str(_only(event, "UID") or "")
    if not uid:
        raise NotTaken(Reason.NO_ID)
    if str(_only(event, "CLASS") or "PUBLIC").upper() != "PUBLIC":
        raise NotTaken(Reason.PRIVATE)
    if "RECURRENCE-ID" in event:
        found.moved.append((uid, _moment(_value(event, "RECURRENCE-ID")), _instead(event)))
        return
    entry = _entry(event, uid, summary)
    known = found.entries.get(uid)
    if known is None or known.sequence <= entry.sequence:
        found.entries[uid] = entry


def _entry(event: "Event", uid: str, summary: str) -> Entry:
    is_cancelled = _is_cancelled(event)
    return Entry(
        uid=uid,
        sequence=int(_only(event, "SEQUENCE") or 0),
        summary=summary,
        first=None if is_cancelled else _span(event),
        is_local=is_cancelled or _is_local(_value(event, "DTSTART")),
        is_cancelled=is_cancelled,
        rule=_rule(event),
        without=tuple(_moments(event.exdates)),
        additionally=tuple(_moments([begin for begin, _ in event.rdates])),
    )


def _instead(event: "Event") -> Occurrence | None:
    return None if _is_cancelled(event) else _span(event)


def _is_cancelled(event: "Event") -> bool:
    return str(_only(event, "STATUS") or "").upper() == "CANCELLED"


def _span(event: "Event") -> Occurrence:
    start = _value(event, "DTSTART")
    if not isinstance(start, datetime):
        raise NotTaken(Reason.ALL_DAY)
    if "DTEND" not in event and "DURATION" not in event:
        raise NotTaken(Reason.NO_END)
    try:
        return Occurrence(_moment(start), _moment(event.end))
    except EndBeforeStart as reversed_times:
        raise NotTaken(Reason.NO_END) from reversed_times
    except DateOutOfRange as out_of_range:
        raise NotTaken(Reason.OVER) from out_of_range


def _rule(event: "Event") -> str | None:
    rule = event.get("RRULE")
    if isinstance(rule, list):
        raise NotTaken(Reason.RULE)
    if rule is None:
        return None
    written = rule.to_ical() if hasattr(rule, "to_ical") else str(rule)
    return written.decode() if isinstance(written, bytes) else written


def _only(event: Mapping[str, Any], name: str) -> Any:
    """Return a property; the first one where a file says it twice."""
    value = event.get(name)
    return value[0] if isinstance(value, list) else value


def _value(event: Mapping[str, Any], name: str) -> date | datetime:
    value: date | datetime = _only(event, name).dt
    return value


def _moments(found: list[Any]) -> Iterator[datetime]:
    for each in found:
        if not isinstance(each, datetime):
            raise NotTaken(Reason.UNREADABLE)
        yield _moment(each)


def _moment(moment: date | datetime) -> datetime:
    """Return the moment in UTC; a time without a zone, or of one that nobody knows, is Dortmund's."""
    if not isinstance(moment, datetime):
        raise NotTaken(Reason.ALL_DAY)
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=BERLIN)).astimezone(UTC)


def _is_local(start: date | datetime) -> bool:
    """Tell whether a clock in Dortmund always shows this hour: so for zones that change with ours."""
    if not isinstance(start, datetime) or start.tzinfo is None:
        return True
    winter, summer = (datetime(start.year, month, 1, 12, tzinfo=start.tzinfo) for month in (1, 7))
    return all(each.utcoffset() == each.astimezone(BERLIN).utcoffset() for each in (winter, summer))
