"""iCalendar files as RFC 5545 wants them, whatever people write into them; the library icalendar is the judge."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from shared.web.content_lines import LONGEST_LINE_OCTETS, escaped, folded
from shared.web.icalendar import CalendarEvent, EventText, Organizer, calendar

START = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=1)))
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - the bounds of hypothesis are naive
    lambda moment: moment.replace(microsecond=0)
)


def event(*, starts_at: datetime = START, rule: str | None = None, **said: Any) -> CalendarEvent:
    stands = {
        "sequence": 2,
        "stamp": datetime(2026, 1, 1, tzinfo=UTC),
        "summary": "Runde",
        "organizer": Organizer(name="Gruppe", uri="http://127.0.0.1/working-groups/1"),
    }
    ends_at = starts_at + timedelta(hours=2)
    text = EventText(**{**stands, **said})
    return CalendarEvent(uid="1@infamilie", starts_at=starts_at, ends_at=ends_at, rule=rule, text=text)


def file_of(one: CalendarEvent) -> str:
    return calendar([one], name="Gruppe", method="PUBLISH")


def lines_of(**said: Any) -> list[str]:
    return file_of(event(**said)).replace("\r\n ", "").split("\r\n")


def read_again(one: CalendarEvent) -> icalendar.Event:
    (found,) = icalendar.Calendar.from_ical(file_of(one)).walk("VEVENT")
    assert isinstance(found, icalendar.Event)
    return found


def test_times_are_told_as_clocks_show_them_in_dortmund() -> None:
    assert {"DTSTART;TZID=Europe/Berlin:20260329T013000", "DTSTAMP:20260101T000000Z"} <= set(lines_of())
    assert "DTEND;TZID=Europe/Berlin:20260329T043000" in lines_of()


def test_the_second_pass_of_an_hour_that_comes_twice_is_told_in_utc() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert "DTSTART;TZID=Europe/Berlin:20261025T023000" in lines_of(starts_at=first)
    assert "DTSTART:20261025T013000Z" in lines_of(starts_at=second)


@given(TIMES)
def test_the_library_reads_the_same_moment(moment: datetime) -> None:
    assert read_again(event(starts_at=moment)).start == moment


@given(TEXTS, TEXTS)
def test_the_library_reads_the_same_texts(summary: str, description: str) -> None:
    read = read_again(event(summary=summary, description=description))
    assert (str(read["SUMMARY"]), str(read.get("DESCRIPTION", ""))) == (summary, description)


def test_the_zone_that_times_refer_to_is_in_the_file_and_means_summer_and_winter_time() -> None:
    (zone,) = icalendar.Calendar.from_ical(file_of(event())).walk("VTIMEZONE")
    assert isinstance(zone, icalendar.Timezone)
    summer, winter = (datetime(2026, month, 1, 12, tzinfo=zone.to_tz()) for month in (7, 12))
    assert [moment.utcoffset() for moment in (summer, winter)] == [timedelta(hours=2), timedelta(hours=1)]


def test_a_rule_stands_with_what_falls_out() -> None:
    weekly = event(starts_at=datetime(2026, 3, 3, 9, tzinfo=UTC), rule="FREQ=WEEKLY")
    without = CalendarEvent(**{**vars(weekly), "without": (datetime(2026, 4, 7, 8, tzinfo=UTC),)})
    lines = file_of(without).split("\r\n")
    assert {"RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Berlin:20260407T100000"} <= set(lines)


def test_signs_with_a_meaning_are_escaped() -> None:
    assert escaped("Küche; Saal, links\\rechts\r\nhinten") == "Küche\\; Saal\\, links\\\\rechts\\nhinten"
    assert "LOCATION:Saal\\, 1. OG" in lines_of(location="Saal, 1. OG")


def test_nobody_smuggles_a_line_into_the_file() -> None:
    lines = lines_of(summary="Runde\r\nATTACH:http://boese.example", organizer=Organizer('Grup"pe\r\nX:1', "http://a"))

    assert [line for line in lines if line.startswith(("ATTACH", "X:1"))] == []
    assert 'ORGANIZER;CN="GruppeX:1":http://a' in lines


@given(TEXTS)
def test_no_line_is_longer_than_it_may_be_and_unfolding_gives_the_text_back(text: str) -> None:
    pieces = folded(text).split("\r\n")

    assert max(len(piece.encode()) for piece in pieces) <= LONGEST_LINE_OCTETS
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text


def test_a_file_begins_and_ends_as_it_must() -> None:
    text = calendar([], name="Gruppe", method="CANCEL")

    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "METHOD:CANCEL\r\n" in text
