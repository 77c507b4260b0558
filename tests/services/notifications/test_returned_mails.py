"""Mails that come back: noted, counted, and an address that is no more is not written to until its owner asks again."""

from uuid import UUID

import httpx
import pytest

from tests.services.notifications.city import City, Subscriber, published
from tests.services.notifications.domain.test_delivery_report import REPORT


async def comes_back(city: City, mail: UUID, *, action: str = "failed", status: str = "5.1.1") -> str:
    body = REPORT.format(action=action, status=status).encode()
    headers = {"Envelope-Recipient": city.equipment.return_path.of(mail), **city.platform.headers("registry")}
    answer = await city.notifications.http.post("/returned-mails", content=body, headers=headers)
    assert answer.status_code == httpx.codes.ACCEPTED, answer.text
    return str(answer.json()["result"])


async def sent(city: City, subscriber: Subscriber, network: str) -> UUID:
    offer = published(network)
    await city.tell_offer(offer)
    await city.settled(offer.id)
    return UUID(str((await subscriber.ledger())[-1]["id"]))


async def test_an_address_that_is_gone_gets_nothing_more_until_it_is_asked_for_anew(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    mail = await sent(city, subscriber, network)
    assert await comes_back(city, mail) == "bounced"
    await sent(city, subscriber, network)
    assert [(row["state"], row["status"]) for row in await subscriber.ledger()] == [
        ("bounced", "5.1.1"),
        ("outdated", None),
    ]
    await city.ask(subscriber.address, network)
    await sent(city, subscriber, network)
    assert (await subscriber.ledger())[-1]["state"] == "accepted"


async def test_a_full_mailbox_is_forgiven_twice(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    for _ in range(3):
        await comes_back(city, await sent(city, subscriber, network), status="5.2.2")
    await sent(city, subscriber, network)
    assert [row["state"] for row in await subscriber.ledger()] == ["bounced"] * 3 + ["outdated"]


@pytest.mark.parametrize(
    ("action", "status", "result", "state"),
    [("delivered", "2.0.0", "delivered", "delivered"), ("delayed", "4.4.1", "put-off", "accepted")],
)
async def test_other_reports_stop_nothing(city: City, action: str, status: str, result: str, state: str) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    mail = await sent(city, subscriber, network)
    assert await comes_back(city, mail, action=action, status=status) == result
    await sent(city, subscriber, network)
    assert [row["state"] for row in await subscriber.ledger()] == [state, "accepted"]


async def test_a_mailbox_that_the_server_refuses_at_once_is_not_asked_again(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    city.post_box.answers_to_recipient[subscriber.address] = ["550 5.1.1 unknown"]
    await sent(city, subscriber, network)
    await sent(city, subscriber, network)
    assert [(row["state"], row["status"]) for row in await subscriber.ledger()] == [
        ("failed", "5.1.1"),
        ("outdated", None),
    ]


async def test_strangers_return_nothing(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    mail = await sent(city, subscriber, network)
    address = city.equipment.return_path.of(mail)
    refused = await city.notifications.http.post("/returned-mails", headers={"Envelope-Recipient": address})
    forged = address.replace("@", "a@")
    headers = {"Envelope-Recipient": forged, **city.platform.headers("registry")}
    body = REPORT.format(action="failed", status="5.1.1").encode()
    unknown = await city.notifications.http.post("/returned-mails", content=body, headers=headers)
    assert (refused.status_code, unknown.json()) == (401, {"result": "unknown"})
    assert (await subscriber.ledger())[-1]["state"] == "accepted"
