"""What the owner of an address changes, by which link, and what a stranger with a forwarded notice can't."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from services.notifications.storage import subscriptions
from shared.hosting.running import utc_now
from tests.services.notifications.city import PORTAL, City, Subscriber, published

HOME = {"latitude": 51.48712, "longitude": 7.50561, "radius_metres": 2_000}


async def shown(subscriber: Subscriber, token: str = "") -> dict[str, Any]:
    """Return the one subscription as the holder of a link sees it."""
    answer = await subscriber.city.post("/subscriptions/lookup", {"token": token or subscriber.token})
    [found] = answer.json()["subscriptions"]
    return dict(found)


async def test_a_changed_wish_is_matched_from_then_on(city: City) -> None:
    former, present = await city.network(), await city.network()
    subscriber = await city.subscriber(former, birth_month="2026-01")
    wish = {
        "networks": [present],
        "around": HOME,
        "birth_months": ["2025-03", "2020-07"],
        "weekdays": [6, 7],
        "text_language": "tr",
    }
    body = {"token": subscriber.token, "subscription": (await shown(subscriber))["id"], "wish": wish}
    changed = await city.post("/subscriptions/changes", body)
    offers = [published(former), published(present)]
    for offer in offers:
        await city.tell_offer(offer)
    assert changed.status_code == httpx.codes.OK, changed.text
    [now] = changed.json()["subscriptions"]
    assert (now["networks"], now["birth_months"], now["weekdays"]) == ([present], ["2025-03", "2020-07"], [6, 7])
    assert now["around"] == {"latitude": 51.487, "longitude": 7.506, "radius_metres": 2_000}
    assert [await city.settled(offer.id) for offer in offers] == [[], ["accepted"]]


async def test_nobody_changes_what_is_not_theirs(city: City) -> None:
    network = await city.network()
    mine, hers = await city.subscriber(network), await city.subscriber(network)
    body = {"token": mine.token, "subscription": (await shown(hers))["id"], "wish": {"networks": [network]}}
    own = {**body, "subscription": (await shown(mine))["id"]}
    assert (await city.post("/subscriptions/changes", body)).status_code == httpx.codes.NOT_FOUND
    assert (await city.post("/subscriptions/changes", own)).status_code == httpx.codes.OK


async def test_the_link_of_a_notice_shows_neither_children_nor_places(city: City) -> None:
    subscriber = await city.subscriber(await city.network(), birth_month="2026-01", around=HOME)
    owners, strangers = await shown(subscriber), await shown(subscriber, subscriber.leaving_token)
    assert (owners["birth_month"], owners["around"] is None) == ("2026-01", False)
    assert (strangers["birth_month"], strangers["birth_months"], strangers["around"]) == (None, [], None)
    assert strangers["networks"] == owners["networks"]


@pytest.mark.parametrize("path", ["/exports", "/erasures", "/pauses", "/resumptions"])
async def test_the_link_of_a_notice_does_not_manage(city: City, path: str) -> None:
    subscriber = await city.subscriber(await city.network())
    refused = await city.post(path, {"token": subscriber.leaving_token})
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:infamilie:problem:link-is-for-leaving")
    assert (await city.post(path, {"token": subscriber.token})).is_success


async def test_the_link_of_a_notice_makes_mails_rarer_but_not_more_frequent(city: City) -> None:
    subscriber = await city.subscriber(await city.network(), pace="daily")
    rarer = await city.post("/paces", {"token": subscriber.leaving_token, "pace": "weekly"})
    refused = await city.post("/paces", {"token": subscriber.leaving_token, "pace": "daily"})
    by_owner = await city.post("/paces", {"token": subscriber.token, "pace": "at-once"})
    paces = [[one["pace"] for one in answer.json()["subscriptions"]] for answer in (rarer, by_owner)]
    assert (paces, refused.status_code) == ([["weekly"], ["at-once"]], httpx.codes.UNPROCESSABLE_ENTITY)


@pytest.mark.parametrize("by", ["address", "notice"])
async def test_the_managing_link_is_mailed_to_the_owner(city: City, by: str) -> None:
    subscriber = await city.subscriber(await city.network())
    asked = {
        "address": ("/preference-links", {"address": subscriber.address.upper()}),
        "notice": ("/preference-links/by-notice", {"token": subscriber.leaving_token}),
    }
    answer = await city.post(*asked[by])
    [mail] = await subscriber.mails()
    assert (answer.status_code, answer.json()) == (202, {"status": "link-requested"})
    assert f"{PORTAL}/abo/{subscriber.token}" in mail.text().splitlines()
    assert "List-Unsubscribe" not in mail.message


async def test_an_unknown_address_gets_the_same_answer_and_no_mail(city: City) -> None:
    stranger = "niemand@familie.example"
    known = await city.subscriber(await city.network())
    answers = [await city.post("/preference-links", {"address": address}) for address in (stranger, known.address)]
    await known.mails()
    assert [answer.content for answer in answers] == [answers[0].content] * 2
    assert city.post_box.received[stranger] == []


async def test_a_mailbox_is_not_bombed_with_links(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    for _ in range(5):
        assert (await city.post("/preference-links", {"address": subscriber.address})).status_code == 202
    rows = await city.rows("SELECT kind FROM deliveries WHERE person = :person", person=subscriber.person)
    assert sorted(row["kind"] for row in rows) == ["confirmation", "preferences", "preferences"]


async def test_a_pause_ends_on_its_day(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    until = date.today() + timedelta(days=10)  # noqa: DTZ011 - any day to come
    paused = await city.post("/pauses", {"token": subscriber.token, "until": until.isoformat()})
    missed = published(network)
    await city.tell_offer(missed)
    assert [one["state"] for one in paused.json()["subscriptions"]] == ["paused"]
    assert await city.settled(missed.id) == []
    async with city.at(utc_now()) as work:
        assert await subscriptions.end_pauses(work.connection, on=until - timedelta(days=1), most=10) == 0
        assert await subscriptions.end_pauses(work.connection, on=until, most=10) == 1


async def test_a_pause_is_ended_by_hand(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    await city.post("/pauses", {"token": subscriber.token})
    resumed = await city.post("/resumptions", {"token": subscriber.token})
    offer = published(network)
    await city.tell_offer(offer)
    assert [one["state"] for one in resumed.json()["subscriptions"]] == ["active"]
    assert await city.settled(offer.id) == ["accepted"]


async def test_a_pause_of_yesterday_is_refused(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    refused = await city.post("/pauses", {"token": subscriber.token, "until": yesterday})
    assert refused.json()["errors"][0]["pointer"] == "#/until"


async def test_a_wish_without_quarter_needs_a_place(city: City) -> None:
    body = {"address": "amira@familie.example", "birth_month": "2026-01"}
    refused = await city.post("/subscriptions", body)
    accepted = await city.post("/subscriptions", {**body, "around": HOME})
    assert (refused.status_code, accepted.status_code) == (422, 202)
