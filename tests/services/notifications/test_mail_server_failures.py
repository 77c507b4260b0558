"""What a mail server may do to us: no mail is lost, and nobody's refusal holds up another's mail."""

import asyncio

import httpx
import pytest

from services.notifications.delivery.bookkeeper import LAST_RETRY, retry_pause
from tests.services.notifications.city import City, published

# Between two attempts, so that nobody alive has the mail in hand.
DIES_BETWEEN_ATTEMPTS = """
    UPDATE deliveries SET state = 'sending', leased_until = now() + interval '0.2 s', due_at = now()
    WHERE offer = :offer AND state = 'created' AND due_at > now() + interval '0.5 s' RETURNING id
"""


async def test_a_recipient_who_is_refused_fails_alone(city: City) -> None:
    network = await city.network()
    gone, fine = await city.subscriber(network), await city.subscriber(network)
    city.post_box.answers_to_recipient[gone.address] = ["550 5.1.1 unknown"]
    offer = published(network)
    await city.tell_offer(offer)
    assert await city.settled(offer.id) == ["accepted", "failed"]
    assert len(await fine.mails()) == 1


@pytest.mark.parametrize("answer", ["451 4.3.0 later", "452 4.2.2 full", "421 4.3.2 closing"])
async def test_what_is_refused_for_now_is_tried_again(city: City, answer: str) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    city.post_box.answers_to_recipient[subscriber.address] = [answer]
    city.post_box.answers_to_data[subscriber.address] = [answer]
    offer = published(network)
    await city.tell_offer(offer)
    assert len(await subscriber.mails()) == 1
    assert await city.settled(offer.id) == ["accepted"]
    assert (await subscriber.ledger())[0]["attempts"] == 3


async def test_a_message_that_is_refused_for_good_fails(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    city.post_box.answers_to_data[subscriber.address] = ["554 5.6.0 no"]
    offer = published(network)
    await city.tell_offer(offer)
    assert await city.settled(offer.id) == ["failed"]


async def test_silence_after_data_ends_in_another_attempt(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    city.post_box.falls_silent_for.add(subscriber.address)
    offer = published(network)
    await city.tell_offer(offer)
    assert len(await subscriber.mails()) == 1
    assert (await city.settled(offer.id), (await subscriber.ledger())[0]["attempts"]) == (["accepted"], 2)


async def test_a_postman_who_died_leaves_his_mail_to_another(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    city.post_box.answers_to_recipient[subscriber.address] = ["451 4.3.0 later"] * 20
    offer = published(network)
    await city.tell_offer(offer)
    async with asyncio.timeout(10):
        while not await city.rows(DIES_BETWEEN_ATTEMPTS, offer=offer.id):  # noqa: ASYNC110 - the condition is in the database
            await asyncio.sleep(0.01)
    city.post_box.answers_to_recipient[subscriber.address].clear()
    assert await city.settled(offer.id) == ["accepted"]
    assert len(await subscriber.mails()) == 1


async def test_many_mails_travel_over_few_connections(city: City) -> None:
    network = await city.network()
    subscribers = [await city.subscriber(network) for _ in range(30)]
    before = city.post_box.connections
    offer = published(network)
    await city.tell_offer(offer)
    assert await city.settled(offer.id) == ["accepted"] * 30
    assert [len(await subscriber.mails()) for subscriber in subscribers] == [1] * 30
    assert city.post_box.connections - before <= city.equipment.settings.smtp_connections


async def test_the_delivery_is_measured(city: City) -> None:
    network = await city.network()
    await city.subscriber(network)
    offer = published(network)
    await city.tell_offer(offer)
    await city.settled(offer.id)
    figures = (await city.notifications.http.get("/metrics")).text
    assert 'mails_settled_total{state="accepted"}' in figures
    assert "oldest_undelivered_seconds" in figures
    assert "familie.example" not in figures


async def test_a_token_of_nobody_is_refused_everywhere(city: City) -> None:
    paths = ("/confirmations", "/unsubscriptions", "/erasures", "/exports", "/subscriptions/lookup")
    answers = [await city.post(path, {"token": "A" * 43}) for path in paths]
    assert [answer.status_code for answer in answers] == [httpx.codes.GONE] * 5


def test_pauses_grow_up_to_five_minutes() -> None:
    assert [retry_pause(attempt).total_seconds() for attempt in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert retry_pause(100) == LAST_RETRY
