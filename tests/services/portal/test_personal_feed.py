"""A family's own feed and calendar through the portal, with the dates that the catalogue tells."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
from icalendar import Calendar

from tests.services.portal.browser import Browser
from tests.services.portal.test_subscribing import confirmed
from tests.services.portal.town import Town


async def links_of(town: Town, browser: Browser) -> list[str]:
    """Return the paths of a new subscriber's feed and calendar."""
    token = await confirmed(town, browser)
    links = (await town.notifications.http.post("/feeds", json={"token": token})).raise_for_status().json()
    return [links[name].removeprefix("http://portal.example") for name in ("atom", "calendar")]


async def test_a_feed_reader_and_a_calendar_read_the_same_offers(town: Town, browser: Browser) -> None:
    title = f"Singkreis {uuid4().hex[:8]}"
    begin = (datetime.now(UTC) + timedelta(days=3)).replace(microsecond=0)
    date = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=1)).isoformat()}
    await town.published(title=title, dates=[date])
    await town.notifications.has_applied("/offers/city", await newest_position(town))
    atom, calendar = [await town.portal.http.get(path) for path in await links_of(town, browser)]
    assert (atom.status_code, calendar.status_code) == (httpx.codes.OK, httpx.codes.OK)
    assert title in atom.text
    events: list[Any] = Calendar.from_ical(calendar.text).walk("VEVENT")
    assert [event["DTSTART"].dt.astimezone(UTC) for event in events if event["SUMMARY"] == title] == [begin]
    assert calendar.headers["Cache-Control"] == "private, max-age=3600"


async def test_a_link_that_leads_nowhere_says_so(town: Town) -> None:
    answers = [await town.portal.http.get(f"/abo/feed/{'A' * 43}.{form}") for form in ("atom", "ics", "exe")]
    assert [answer.status_code for answer in answers] == [410, 410, 422]


async def newest_position(town: Town) -> int:
    headers = town.platform.headers("notifications")
    feed = (await town.offers.http.get("/events?after=0&limit=1", headers=headers)).raise_for_status().json()
    return int(feed["head"])
