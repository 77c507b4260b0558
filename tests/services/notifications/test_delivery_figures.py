"""Whether notices arrive, for everybody, for those who answer for a quarter, and for operators; never a small number of families."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.services.notifications.city import City, published


async def notices(city: City, network: str) -> Any:
    answer = await city.notifications.http.get(f"/networks/{network}/notices", headers=city.platform.headers())
    return answer.raise_for_status().json()


async def test_the_office_sees_what_became_of_an_offers_notices(city: City) -> None:
    network = await city.network()
    subscribers = [await city.subscriber(network) for _ in range(6)]
    city.post_box.answers_to_recipient[subscribers[0].address] = ["550 5.1.1 unknown"]
    offer = published(network, title="Spielgruppe")
    await city.tell_offer(offer)
    await city.settled(offer.id)
    [told] = (await notices(city, network))["told"]
    assert (told["offer"], told["title"]) == (str(offer.id), "Spielgruppe")
    assert (told["notices"], told["accepted"], told["failed"], told["waiting"]) == (6, 5, None, None)


async def test_an_offer_that_nobody_was_told_of_is_named(city: City) -> None:
    network = await city.network()
    unheard, late = published(network, title="Niemand"), published(network, title="Zu spät")
    await city.tell_offer(unheard)
    await city.tell_offer(late, at=datetime.now(UTC) - timedelta(hours=80))
    found = await notices(city, network)
    assert found["told"] == []
    assert {(one["title"], one["came_too_late"]) for one in found["told_to_nobody"]} == {
        ("Niemand", False),
        ("Zu spät", True),
    }


async def test_everybody_may_know_how_soon_mails_are_accepted(city: City) -> None:
    network = await city.network()
    for _ in range(5):
        await city.subscriber(network)
    figure = (await city.notifications.http.get("/figures/promptness")).json()
    assert figure["days"] == 7
    assert 0 <= figure["within_ten_seconds_percent"] <= 100


async def test_what_becomes_of_notices_is_not_for_strangers(city: City) -> None:
    answers = [
        await city.notifications.http.get("/networks/hoerde/notices", headers=headers)
        for headers in ({}, city.platform.headers("stranger"))
    ]
    assert [answer.status_code for answer in answers] == [401, 403]
