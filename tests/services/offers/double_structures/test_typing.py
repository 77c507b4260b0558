"""While somebody types an offer, those like it are found in the same quarter."""

from typing import Any

import httpx

from tests.services.offers.city import City, Quarter

GROUP: dict[str, Any] = {
    "title": "Krabbelgruppe",
    "ages": {"min_months": 6, "max_months": 18},
    "places": [{"name": "Familienzentrum", "address": "Am Markt 1"}],
    "schedule_text": "dienstags 9:30 Uhr",
}


async def similar(city: City, quarter: Quarter, **said: Any) -> list[dict[str, Any]]:
    headers = city.platform.headers(quarter.coordinator)
    answer = await city.offers.http.post("/offers/similar", json=quarter.body(**said), headers=headers)
    assert answer.status_code == httpx.codes.OK, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def test_the_same_offer_is_found_in_other_words(quarter: Quarter, city: City) -> None:
    there = await quarter.published(**GROUP)
    found = await similar(city, quarter, **{**GROUP, "title": "Baby-Eltern-Treff"})
    assert [(each["offer"], each["verdict"], each["proposal"]) for each in found] == [
        (str(there), "same_offer", "merge")
    ]
    assert "Beide finden am selben Ort statt." in found[0]["reasons"]


async def test_an_offer_is_not_like_itself(quarter: Quarter, city: City) -> None:
    there = await quarter.published(**GROUP)
    headers = city.platform.headers(quarter.coordinator)
    answer = await city.offers.http.post(
        "/offers/similar", params={"without": str(there)}, json=quarter.body(**GROUP), headers=headers
    )
    assert answer.json() == []


async def test_other_kinds_of_offers_are_not_shown(quarter: Quarter, city: City) -> None:
    await quarter.published(title="Hausaufgabenhilfe", ages={"min_months": 72, "max_months": 132})
    assert await similar(city, quarter, **GROUP) == []


async def test_offers_of_other_quarters_are_not_shown(quarter: Quarter, other_quarter: Quarter, city: City) -> None:
    await other_quarter.published(**GROUP)
    assert await similar(city, quarter, **GROUP) == []


async def test_an_ended_offer_is_not_shown(quarter: Quarter, city: City) -> None:
    ended = await quarter.published(**GROUP)
    await quarter.post(ended, "withdraw", by=quarter.coordinator, version=2)
    assert await similar(city, quarter, **GROUP) == []


async def test_two_descriptions_are_compared_without_being_kept(quarter: Quarter, city: City) -> None:
    pair = {"left": quarter.body(**GROUP), "right": quarter.body(**{**GROUP, "title": "Babytreff"})}
    headers = city.platform.headers(quarter.coordinator)
    answer = await city.offers.http.post("/offers/compare", json=pair, headers=headers)
    assert (answer.status_code, answer.json()["verdict"]) == (200, "same_offer")
