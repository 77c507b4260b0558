"""Events of a partner's calendar become dates of an offer; brought again, only what is new changes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shared.testing.serving import bound_socket, serving
from tests.services.offers.calendar_imports.calendar_files import (
    MONDAY,
    begins,
    bring,
    calendar,
    event,
    local,
    outcomes,
    said_by,
)
from tests.services.offers.city import City, Quarter, if_match

WEEK = timedelta(days=7)
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=10"


async def test_nothing_is_written_until_it_is_asked_for(quarter: Quarter) -> None:
    offer = await quarter.draft()
    tried = await bring(quarter, offer, calendar(event()), version=1, dry_run="true")
    before = await said_by(quarter, offer)
    done = await bring(quarter, offer, calendar(event()), version=1)
    after = await said_by(quarter, offer)
    assert (outcomes(tried), outcomes(done)) == (["new"], ["new"])
    assert (tried.json()["written"], done.json()["written"], done.json()["version"]) == (False, True, 2)
    assert (before["dates"], len(after["dates"]), after["version"]) == ([], 1, 2)


async def test_a_recurring_event_becomes_a_rule_with_its_exceptions(quarter: Quarter) -> None:
    offer = await quarter.draft()
    without = f"EXDATE{local(MONDAY + WEEK)}"
    moved = event("1@kita", f"RECURRENCE-ID{local(MONDAY + 2 * WEEK)}", at=MONDAY + 2 * WEEK + timedelta(days=1))
    dropped = event("1@kita", f"RECURRENCE-ID{local(MONDAY + 3 * WEEK)}", "STATUS:CANCELLED", at=MONDAY + 3 * WEEK)
    further = f"RDATE{local(MONDAY + timedelta(days=2))}"
    report = await bring(quarter, offer, calendar(event("1@kita", WEEKLY, without, further), moved, dropped), version=1)
    (row,) = report.json()["events"]
    (rule,) = (await said_by(quarter, offer))["schedule"]["recurrences"]
    assert (row["outcome"], row["by_rule"], rule["rule"]) == ("new", True, "FREQ=WEEKLY;COUNT=10")
    expected = [MONDAY, MONDAY + timedelta(days=2), MONDAY + 2 * WEEK + timedelta(days=1)]
    expected += [MONDAY + number * WEEK for number in range(4, 10)]
    assert await begins(quarter, offer) == [
        moment.replace(tzinfo=None).replace(tzinfo=MONDAY.tzinfo) for moment in expected
    ]


async def test_hours_of_another_clock_become_single_dates(quarter: Quarter) -> None:
    offer = await quarter.draft()
    start = MONDAY.astimezone(UTC)
    times: dict[str, Any] = {
        "DTSTART": f":{start:%Y%m%dT%H%M%SZ}",
        "DTEND": f":{start + timedelta(hours=1):%Y%m%dT%H%M%SZ}",
    }
    report = await bring(quarter, offer, calendar(event("1@kita", "RRULE:FREQ=WEEKLY;COUNT=30", **times)), version=1)
    found = await begins(quarter, offer)
    assert report.json()["events"][0]["by_rule"] is False
    assert {moment.astimezone(UTC).hour for moment in found} == {start.hour}
    assert found[0] == start


async def test_brought_again_nothing_is_doubled_and_what_people_entered_stays(quarter: Quarter) -> None:
    own = {"starts_at": "2190-05-05T10:00:00Z", "ends_at": "2190-05-05T11:00:00Z"}
    offer = await quarter.draft(dates=[own])
    file = calendar(event(), event("2@kita", WEEKLY))
    first = await bring(quarter, offer, file, version=1)
    again = await bring(quarter, offer, file, version=2)
    said = await said_by(quarter, offer)
    assert (outcomes(first), outcomes(again)) == (["new"] * 2, ["unchanged"] * 2)
    assert (len(said["dates"]), len(said["schedule"]["recurrences"]), said["version"]) == (2, 1, 2)


async def test_a_moved_event_replaces_its_date_and_an_older_file_does_not(quarter: Quarter) -> None:
    offer = await quarter.draft()
    old, new = (event("1@kita", SEQUENCE=f":{number}", at=MONDAY + number * WEEK) for number in (1, 2))
    await bring(quarter, offer, calendar(old), version=1)
    moved = await bring(quarter, offer, calendar(new), version=2)
    late = await bring(quarter, offer, calendar(old), version=3)
    assert (outcomes(moved), outcomes(late)) == (["changed"], ["unchanged"])
    assert await begins(quarter, offer) == [MONDAY + 2 * WEEK]


@pytest.mark.parametrize("again", [calendar(event("2@kita")), calendar(event(), event("2@kita", STATUS=":CANCELLED"))])
async def test_what_was_cancelled_or_left_the_calendar_goes(quarter: Quarter, again: bytes) -> None:
    offer = await quarter.draft()
    both = calendar(event(), event("2@kita", at=MONDAY + WEEK))
    await bring(quarter, offer, both, version=1)
    before = await begins(quarter, offer)
    report = await bring(quarter, offer, again, version=2)
    assert "removed" in outcomes(report)
    assert (len(before), len(await begins(quarter, offer))) == (2, 1)


async def test_two_calendars_keep_out_of_each_others_way(quarter: Quarter) -> None:
    offer = await quarter.draft()
    await bring(quarter, offer, calendar(event()), version=1, source="Kita")
    await bring(quarter, offer, calendar(event(at=MONDAY + WEEK)), version=2, source="Verein")
    gone = await bring(quarter, offer, calendar(), version=3, source="Verein")
    assert outcomes(gone) == ["removed"]
    assert await begins(quarter, offer) == [MONDAY]


async def test_who_may_not_change_the_offer_imports_nothing(quarter: Quarter, other_quarter: Quarter) -> None:
    offer = await quarter.published()
    stranger = await bring(quarter, offer, calendar(event()), version=2, by=other_quarter.partner)
    late = await bring(quarter, offer, calendar(event()), version=1)
    mine = await bring(quarter, offer, calendar(event()), version=2)
    assert [each.status_code for each in (stranger, late, mine)] == [403, 412, 200]


async def _calendar(_: Request) -> Response:
    return Response(calendar(event()), media_type="text/calendar")


@pytest.fixture
async def kita() -> AsyncIterator[str]:
    """A partner's web server."""
    async with serving(Starlette(routes=[Route("/termine.ics", _calendar)]), bound_socket()) as url:
        yield url


async def by_address(quarter: Quarter, offer: object, url: str, *, version: int) -> httpx.Response:
    return await quarter.city.offers.http.post(
        f"/offers/{offer}/calendar-imports/by-address",
        json={"url": url, "dry_run": False},
        headers={**quarter.city.platform.headers(quarter.partner), **if_match(version)},
    )


async def test_a_calendar_is_fetched_from_its_address(open_quarter: Quarter, kita: str) -> None:
    offer = await open_quarter.draft()
    first = await by_address(open_quarter, offer, f"{kita}/termine.ics?key=secret", version=1)
    again = await by_address(open_quarter, offer, f"{kita}/termine.ics?key=other", version=2)
    assert (outcomes(first), outcomes(again)) == (["new"], ["unchanged"])
    assert first.json()["source"] == f"{kita}/termine.ics"


async def test_an_address_inside_is_not_asked(quarter: Quarter, city: City, kita: str) -> None:
    offer = await quarter.draft()
    answers = await asyncio.gather(
        *(by_address(quarter, offer, url, version=1) for url in (f"{kita}/termine.ics", "webcal://127.0.0.1/x.ics"))
    )
    assert {(answer.status_code, answer.json()["fault"]) for answer in answers} == {(422, "not-public")}
    assert (await said_by(quarter, offer))["dates"] == []
