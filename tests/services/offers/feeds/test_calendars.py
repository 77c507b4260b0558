"""Offers as calendars over HTTP, read by the library icalendar as a calendar program would."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import httpx
import icalendar
import pytest

from shared.calendar_day import BERLIN
from tests.services.offers.city import City, Quarter, if_match

TOMORROW = (datetime.now(BERLIN) + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
SINGLE = {"starts_at": TOMORROW.isoformat(), "ends_at": (TOMORROW + timedelta(hours=1)).isoformat()}
LONG_AGO = {"starts_at": "2020-05-05T10:00:00+02:00", "ends_at": "2020-05-05T11:00:00+02:00"}
TUESDAYS = {
    "first_day": "2026-01-05",
    "starts_at": "10:00",
    "ends_at": "11:30",
    "rule": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20990101",
    "without": ["2026-01-13"],
    "pauses_in_school_holidays": True,
}
COURSE = {"label": "Frühjahr", "recurrences": [{"first_day": "2099-03-02", "starts_at": "09:00", "ends_at": "10:00"}]}


async def calendar_of(city: City, path: str, **query: str) -> icalendar.Calendar:
    return read(await city.get(path, **query))


def read(answer: httpx.Response) -> icalendar.Calendar:
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    return icalendar.Calendar.from_ical(answer.content)


def events(calendar: icalendar.Calendar) -> list[icalendar.Event]:
    return [event for event in calendar.walk("VEVENT") if isinstance(event, icalendar.Event)]


def statuses(calendar: icalendar.Calendar, offer: UUID) -> set[str]:
    return {str(event["STATUS"]) for event in events(calendar) if str(event["UID"]).startswith(str(offer))}


async def test_an_offers_dates_are_a_calendar(quarter: Quarter, city: City) -> None:
    place = {"name": "Kita", "address": "Weg 1; Hof", "latitude": 51.5, "longitude": 7.5}
    offer = await quarter.published(dates=[SINGLE, LONG_AGO], places=[place], description="Für alle, auch für Väter")
    calendar = await calendar_of(city, f"/offers/{offer}.ics")
    (event,) = events(calendar)
    assert (event.start, event.end) == (TOMORROW, TOMORROW + timedelta(hours=1))
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Krabbelgruppe", "Kita, Weg 1; Hof")
    assert str(event["DESCRIPTION"]).startswith("Für alle, auch für Väter\n\nMehr dazu: http")
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]


async def test_a_rule_is_told_as_a_rule_with_what_falls_out(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(schedule={"recurrences": [TUESDAYS], "courses": [COURSE]})
    rule, course = events(await calendar_of(city, f"/offers/{offer}.ics"))
    falls_out = {day.date().isoformat() for day in rule.exdates if isinstance(day, datetime)}
    assert rule["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20990101T225959Z;BYDAY=TU"
    assert rule.start == datetime(2026, 1, 6, 10, tzinfo=BERLIN)
    assert {"2026-01-06", "2026-01-13", "2026-03-31"} <= falls_out
    assert "2026-01-20" not in falls_out
    assert str(course["SUMMARY"]) == "Krabbelgruppe: Frühjahr"


async def test_a_changed_offer_replaces_its_dates_in_calendars(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(dates=[SINGLE])
    (before,) = events(await calendar_of(city, f"/offers/{offer}.ics"))
    await quarter.put(offer, by=quarter.partner, condition=if_match(2), dates=[SINGLE], title="Baby-Treff")
    (after,) = events(await calendar_of(city, f"/offers/{offer}.ics"))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)
    assert str(after["SUMMARY"]) == "Baby-Treff"


@pytest.mark.parametrize("step", ["pause", "withdraw"])
async def test_what_does_not_take_place_is_cancelled(quarter: Quarter, city: City, step: str) -> None:
    offer = await quarter.published(dates=[SINGLE])
    stands = await calendar_of(city, "/offers/calendar.ics", network=quarter.network)
    assert (await quarter.post(offer, step, by=quarter.partner, version=2)).status_code == 200
    alone = await calendar_of(city, f"/offers/{offer}.ics")
    among_others = await calendar_of(city, "/offers/calendar.ics", network=quarter.network)
    assert [statuses(each, offer) for each in (stands, alone, among_others)] == [
        {"CONFIRMED"},
        {"CANCELLED"},
        {"CANCELLED"},
    ]


async def test_a_quarters_calendar_holds_its_offers_and_no_drafts(quarter: Quarter, other_quarter: Quarter) -> None:
    city = quarter.city
    mine = await quarter.published(dates=[SINGLE])
    await quarter.draft(dates=[SINGLE], title="Entwurf")
    await other_quarter.published(dates=[SINGLE])
    calendar = await calendar_of(city, "/offers/calendar.ics", network=quarter.network)
    assert [str(event["UID"]).startswith(str(mine)) for event in events(calendar)] == [True]
    assert str(calendar["X-WR-CALNAME"]) == f"Angebote für Familien: {quarter.network}"


async def test_a_calendar_holds_what_the_same_search_finds(quarter: Quarter, city: City) -> None:
    found = await quarter.published(dates=[SINGLE], languages=["tr"], title="Krabbelgruppe")
    paused = await quarter.published(dates=[SINGLE], languages=["tr"], title="Krabbelgruppe")
    await quarter.post(paused, "pause", by=quarter.partner, version=2)
    other = await quarter.published(dates=[SINGLE], languages=["de"], title="Krabbelgruppe")
    elsewhere = await quarter.published(dates=[SINGLE], languages=["tr"], title="Kochen")
    calendar = await calendar_of(city, "/offers/calendar.ics", network=quarter.network, language="tr", q="krabelgruppe")
    told = {str(event["UID"])[:36]: str(event["STATUS"]) for event in events(calendar)}
    assert told == {str(found): "CONFIRMED", str(paused): "CANCELLED"}
    assert {str(other), str(elsewhere)} & told.keys() == set()


async def test_nobody_is_counted_as_looking_in_vain_by_a_program_that_asks_each_day(city: City) -> None:
    missed = city.offers.app.state.search.missed
    missed.taken()
    await calendar_of(city, "/offers/calendar.ics", q="unauffindbares wort")
    assert missed.taken() == {}
    await city.get("/offers/search", q="unauffindbares wort")
    assert len(missed.taken()) == 1


async def test_a_calendar_that_has_not_changed_is_told_in_a_line(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(dates=[SINGLE])
    first = await city.get(f"/offers/{offer}.ics")
    again = await city.offers.http.get(f"/offers/{offer}.ics", headers={"If-None-Match": first.headers["etag"]})
    await quarter.put(offer, by=quarter.partner, condition=if_match(2), dates=[SINGLE], title="Baby-Treff")
    changed = await city.offers.http.get(f"/offers/{offer}.ics", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)


async def test_drafts_and_unknown_offers_have_no_calendar(quarter: Quarter, city: City) -> None:
    draft = await quarter.draft(dates=[SINGLE])
    answers = [await city.get(f"/offers/{offer}.ics", by=quarter.partner) for offer in (draft, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]


async def test_other_sites_may_read_calendars(city: City) -> None:
    answer = await city.get("/offers/calendar.ics", network="nirgendwo")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert events(read(answer)) == []
