"""A person's own feed: what their subscriptions want today, by a link that is stored nowhere and can be revoked."""

from datetime import UTC, datetime
from uuid import uuid4
from xml.etree.ElementTree import fromstring

import httpx
from icalendar import Calendar

from services.notifications.api.feeds.calendars import _events
from shared.web.icalendar import CalendarEvent, EventText, Organizer, calendar
from tests.services.notifications.city import PORTAL, City, Subscriber, published, withdrawn

ATOM = "{http://www.w3.org/2005/Atom}"


async def link_of(city: City, subscriber: Subscriber) -> str:
    answer = await city.post("/feeds", {"token": subscriber.token})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    links = answer.json()
    secret = str(links["atom"]).removeprefix(f"{PORTAL}/abo/feed/").removesuffix(".atom")
    assert links["calendar"] == f"{PORTAL}/abo/feed/{secret}.ics"
    return secret


async def titles(city: City, secret: str) -> list[str]:
    answer = await city.notifications.http.get(f"/feeds/{secret}/offers.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    entries = fromstring(answer.raise_for_status().text).findall(f"{ATOM}entry")
    return [str(entry.findtext(f"{ATOM}title")) for entry in entries]


async def test_a_feed_holds_what_its_owner_wants_today(city: City) -> None:
    network, other = await city.network(), await city.network()
    subscriber = await city.subscriber(network)
    first, second = published(network, title="Zuerst"), published(network, title="Danach <b>")
    for offer in (first, second, published(other, title="Anderswo")):
        await city.tell_offer(offer)
    secret = await link_of(city, subscriber)
    assert await titles(city, secret) == ["Danach <b>", "Zuerst"]
    await city.tell_offer(withdrawn(first), version=2)
    assert await titles(city, secret) == ["Danach <b>"]
    await city.post("/unsubscriptions", {"token": subscriber.token})
    assert await titles(city, secret) == []


async def test_a_revoked_link_leads_nowhere(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    secret = await link_of(city, subscriber)
    revoked = await city.post("/feeds/revocations", {"token": subscriber.token})
    gone = await city.notifications.http.get(f"/feeds/{secret}/offers.atom")
    calendar_gone = await city.notifications.http.get(f"/feeds/{secret}/offers.ics")
    assert revoked.status_code == httpx.codes.NO_CONTENT
    assert (gone.status_code, calendar_gone.status_code) == (httpx.codes.GONE, httpx.codes.GONE)


async def test_with_an_erasure_the_feed_goes_too(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    secret = await link_of(city, subscriber)
    await city.post("/erasures", {"token": subscriber.token})
    assert (await city.notifications.http.get(f"/feeds/{secret}/offers.atom")).status_code == httpx.codes.GONE


async def test_the_secret_stands_in_no_table_and_ten_are_enough(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    secrets = [await link_of(city, subscriber) for _ in range(10)]
    too_many = await city.post("/feeds", {"token": subscriber.token})
    rows = await city.rows("SELECT encode(fingerprint, 'hex') AS told FROM feed_links")
    assert too_many.status_code == httpx.codes.CONFLICT
    assert not {secret.encode().hex() for secret in secrets} & {row["told"] for row in rows}


async def test_a_calendar_of_an_offer_without_dates_is_a_calendar(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    await city.tell_offer(published(network))
    secret = await link_of(city, subscriber)
    answer = await city.notifications.http.get(f"/feeds/{secret}/offers.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert Calendar.from_ical(answer.text)["VERSION"] == "2.0"


def test_the_events_of_several_files_make_one() -> None:
    text = EventText(
        sequence=0,
        stamp=datetime(2026, 11, 29, tzinfo=UTC),
        summary="Krabbelgruppe",
        organizer=Organizer(name="INFamilie", uri="https://infamilie.example"),
    )
    event = CalendarEvent(
        uid=str(uuid4()),
        starts_at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        ends_at=datetime(2026, 12, 1, 10, tzinfo=UTC),
        text=text,
    )
    two = calendar([event, event], name="x", method="PUBLISH")
    none = calendar([], name="x", method="PUBLISH")
    assert _events(two).count("BEGIN:VEVENT") == _events(two).count("END:VEVENT") == 2
    assert _events(none) == ""
    assert none.replace("END:VCALENDAR", f"{_events(two)}END:VCALENDAR") == two
