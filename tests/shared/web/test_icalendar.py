"""iCalendar files as RFC 5545 wants them, whatever people write into them."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from shared.web.icalendar import LONGEST_LINE_OCTETS, CalendarEvent, Organizer, calendar, escaped, folded

START = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=1)))
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)


def event(**said: object) -> CalendarEvent:
    stands = {
        "uid": "1@infamilie",
        "sequence": 2,
        "stamp": datetime(2026, 1, 1, tzinfo=UTC),
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
        "summary": "Runde",
        "organizer": Organizer(name="Gruppe", uri="http://127.0.0.1/working-groups/1"),
    }
    return CalendarEvent(**{**stands, **said})  # type: ignore[arg-type]  # a test's own words


def lines_of(**said: object) -> list[str]:
    text = calendar([event(**said)], name="Gruppe", method="PUBLISH")
    return text.replace("\r\n ", "").split("\r\n")


def test_times_are_told_in_utc() -> None:
    assert {"DTSTART:20260329T003000Z", "DTEND:20260329T023000Z", "DTSTAMP:20260101T000000Z"} <= set(lines_of())


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
