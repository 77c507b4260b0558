"""Partners' programs are told of offers: signed, in order, until they take it; and nobody leads us into our own network."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from sqlalchemy import text
from standardwebhooks import Webhook, WebhookVerificationError

from services.notifications.equipment import TRIALS_AN_HOUR
from tests.services.notifications.city import City, changed, published
from tests.services.notifications.webhooks.partner import Partner, Posted, open_partner

ORGANISATION = UUID(int=7)


async def endpoint_of(city: City, partner: Partner, *networks: str) -> dict[str, Any]:
    answer = await asked(city, "POST", f"/organisations/{uuid4()}/webhooks", {"url": partner.url, "networks": networks})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    found: dict[str, Any] = answer.json()
    return {**found, "path": answer.request.url.path}


async def asked(city: City, method: str, path: str, body: Any = None) -> httpx.Response:
    return await city.notifications.http.request(method, path, json=body, headers=city.platform.headers())


async def state_of(city: City, endpoint: dict[str, Any]) -> dict[str, Any]:
    [found] = (await asked(city, "GET", endpoint["path"])).json()
    return dict(found)


async def until(city: City, endpoint: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    """Wait until an endpoint is told to be so."""
    async with asyncio.timeout(10):
        while (found := await state_of(city, endpoint))[name] != value:  # noqa: ASYNC110 - the condition is in the service
            await asyncio.sleep(0.02)
    return found


def verified(posted: Posted, secret: str) -> Any:
    return Webhook(secret).verify(posted.body, posted.headers)


async def test_an_offer_is_posted_signed_as_the_standard_says(city: City) -> None:
    network = await city.network()
    async with open_partner() as partner:
        endpoint = await endpoint_of(city, partner, network)
        offer = published(network, title="Spielgruppe")
        await city.tell_offer(offer)
        [posted] = await partner.came()
    told = verified(posted, endpoint["secret"])
    assert told["type"] == "offer.published"
    assert (told["data"]["offer"], told["data"]["title"]) == (str(offer.id), "Spielgruppe")
    assert posted.headers["webhook-id"].startswith("msg_")
    with pytest.raises(WebhookVerificationError):
        verified(Posted(posted.headers, posted.body + b" "), endpoint["secret"])


async def test_an_endpoint_hears_of_its_networks_in_order(city: City) -> None:
    network, other = await city.network(), await city.network()
    async with open_partner() as partner:
        await endpoint_of(city, partner, network)
        await city.tell_offer(published(other))
        offer = published(network)
        await city.tell_offer(offer)
        await city.tell_offer(changed(offer, title="Neu"), version=2)
        told = [orjson.loads(posted.body) for posted in await partner.came(2)]
    assert [each["type"] for each in told] == ["offer.published", "offer.changed"]
    assert {each["data"]["network"] for each in told} == {network}


async def test_partners_hear_of_an_offer_while_its_mails_are_still_being_written(city: City) -> None:
    network = await city.network()
    await city.subscriber(network)
    async with open_partner() as partner:
        await endpoint_of(city, partner, network)
        async with city.notifications.running.engine.begin() as connection:
            await connection.execute(text("LOCK TABLE deliveries IN EXCLUSIVE MODE"))
            telling = asyncio.create_task(city.tell_offer(published(network)))
            await partner.came(seconds=3)
            assert not telling.done()
        await telling


@pytest.mark.parametrize(
    ("answer", "status"), [("500 Oops", "500"), ("302 Found", "302"), ("", "too-slow"), ("garbage", "unreachable")]
)
async def test_what_was_not_taken_is_posted_again_with_the_same_id(city: City, answer: str, status: str) -> None:
    network = await city.network()
    async with open_partner() as partner:
        partner.answers = [answer]
        endpoint = await endpoint_of(city, partner, network)
        await city.tell_offer(published(network))
        failing = await until(city, endpoint, "last_status", status)
        await city.change("UPDATE webhook_endpoints SET due_at = now() WHERE id = :id", id=UUID(endpoint["id"]))
        first, second = await partner.came(2)
        await until(city, endpoint, "failing_since", None)
    assert failing["failing_since"] is not None
    assert first.headers["webhook-id"] == second.headers["webhook-id"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("200 OK", {"status": "200", "is_taken": True}),
        ("500 Oops", {"status": "500", "is_taken": False}),
        ("garbage", {"status": "unreachable", "is_taken": False}),
    ],
)
async def test_an_owner_tries_an_endpoint_and_hears_what_it_answered(
    city: City, answer: str, told: dict[str, Any]
) -> None:
    async with open_partner() as partner:
        partner.answers = [answer]
        endpoint = await endpoint_of(city, partner)
        tried = await asked(city, "POST", f"{endpoint['path']}/{endpoint['id']}/trials")
        [posted] = await partner.came()
    assert tried.json() == told
    assert verified(posted, endpoint["secret"])["type"] == "endpoint.trial"
    after = await state_of(city, endpoint)
    assert (after["last_status"], after["failing_since"]) == (None, None)


async def test_trials_are_of_ones_own_endpoints_and_not_without_end(city: City) -> None:
    async with open_partner() as partner:
        endpoint = await endpoint_of(city, partner)
        strange = await asked(city, "POST", f"/organisations/{uuid4()}/webhooks/{endpoint['id']}/trials")
        path = f"{endpoint['path']}/{endpoint['id']}/trials"
        statuses = [(await asked(city, "POST", path)).status_code for _ in range(TRIALS_AN_HOUR + 1)]
    assert strange.status_code == httpx.codes.NOT_FOUND
    assert statuses == [httpx.codes.OK] * TRIALS_AN_HOUR + [httpx.codes.TOO_MANY_REQUESTS]
    assert len(partner.posted) == TRIALS_AN_HOUR


async def test_an_endpoint_that_says_it_is_gone_is_told_nothing_more_until_it_is_enabled(city: City) -> None:
    network = await city.network()
    async with open_partner() as partner:
        partner.answers = ["410 Gone"]
        endpoint = await endpoint_of(city, partner, network)
        await city.tell_offer(published(network))
        await until(city, endpoint, "state", "disabled")
        await asked(city, "POST", f"{endpoint['path']}/{endpoint['id']}/enable")
        assert len(await partner.came(2)) == 2


async def test_an_endpoint_that_fails_for_five_days_is_disabled(city: City) -> None:
    network = await city.network()
    async with open_partner() as partner:
        partner.answers = ["500 Oops"] * 2
        endpoint = await endpoint_of(city, partner, network)
        await city.tell_offer(published(network))
        await until(city, endpoint, "last_status", "500")
        since = datetime.now(UTC) - timedelta(days=5, minutes=1)
        sql = "UPDATE webhook_endpoints SET due_at = now(), failing_since = :since WHERE id = :id"
        await city.change(sql, since=since, id=UUID(endpoint["id"]))
        await until(city, endpoint, "state", "disabled")


async def test_while_a_secret_is_exchanged_both_hold(city: City) -> None:
    network = await city.network()
    async with open_partner() as partner:
        endpoint = await endpoint_of(city, partner, network)
        exchanged = (await asked(city, "POST", f"{endpoint['path']}/{endpoint['id']}/secret")).json()
        await city.tell_offer(published(network))
        [posted] = await partner.came()
        assert verified(posted, endpoint["secret"]) == verified(posted, exchanged["secret"])
        sql = "UPDATE webhook_endpoints SET former_until = now() WHERE id = :id"
        await city.change(sql, id=UUID(endpoint["id"]))
        await city.tell_offer(published(network))
        later = (await partner.came(2))[1]
    assert verified(later, exchanged["secret"])
    with pytest.raises(WebhookVerificationError):
        verified(later, endpoint["secret"])


@pytest.mark.parametrize(
    "url", ["http://10.1.2.3/", "https://192.168.0.1/", "https://[::1]/", "http://8.8.8.8/", "ftp://example.org/", "x"]
)
async def test_an_address_that_is_not_everybodys_or_not_encrypted_is_refused(city: City, url: str) -> None:
    answer = await asked(city, "POST", f"/organisations/{ORGANISATION}/webhooks", {"url": url})
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert (await asked(city, "GET", f"/organisations/{ORGANISATION}/webhooks")).json() == []


async def test_an_organisation_has_ten_endpoints_at_most_and_can_remove_them(city: City) -> None:
    path = f"/organisations/{uuid4()}/webhooks"
    answers = [await asked(city, "POST", path, {"url": "http://127.0.0.1:9/"}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [201] * 10 + [409]
    await asked(city, "DELETE", f"{path}/{answers[0].json()['id']}")
    assert len((await asked(city, "GET", path)).json()) == 9


async def test_secrets_are_unreadable_at_rest(city: City) -> None:
    async with open_partner() as partner:
        endpoint = await endpoint_of(city, partner)
    [row] = await city.rows("SELECT * FROM webhook_endpoints WHERE id = :id", id=UUID(endpoint["id"]))
    assert endpoint["secret"].removeprefix("whsec_") not in str(dict(row))
    assert "secret" not in await state_of(city, endpoint)


async def test_strangers_neither_see_nor_add_endpoints(city: City) -> None:
    path = f"/organisations/{ORGANISATION}/webhooks"
    statuses = [
        (
            await city.notifications.http.request(method, path, json={"url": "https://example.org/"}, headers=headers)
        ).status_code
        for method in ("GET", "POST")
        for headers in ({}, city.platform.headers("stranger"))
    ]
    assert statuses == [401, 403, 401, 403]
