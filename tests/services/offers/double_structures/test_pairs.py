"""Pairs that the nightly pass finds, and the decisions about them."""

from typing import Any
from uuid import UUID

import httpx

from services.offers.use_cases.double_structures.compare_offers import compare_all
from tests.services.offers.city import City, Quarter, if_match
from tests.services.offers.double_structures.test_typing import GROUP

Json = dict[str, Any]


async def pairs(city: City, quarter: Quarter, **query: Any) -> list[Json]:
    """The quarter's pairs after a night."""
    await compare_all(city.offers.running.edge)
    answer = await city.get("/double-structures", by=quarter.coordinator, **query)
    assert answer.status_code == httpx.codes.OK, answer.text
    found: list[Json] = answer.json()["items"]
    return found


async def decide(city: City, pair: Json, decision: str, *, by: str) -> httpx.Response:
    headers = {**city.platform.headers(by), **if_match(pair["version"])}
    path = f"/double-structures/{pair['id']}/decision"
    return await city.offers.http.post(path, json={"decision": decision}, headers=headers)


async def states_told(city: City, pair: Json) -> list[str]:
    """The states in which a pair was told of, in their order."""
    told: list[str] = []
    after, head = 0, 1
    while after < head:
        page = (await city.get("/events", by="notifications", after=after)).json()
        told += [
            each["data"]["state"] for each in page["events"] if each["subject"] == f"double-structure/{pair['id']}"
        ]
        after, head = page["next"], page["head"]
    return told


async def two_groups(quarter: Quarter) -> set[UUID]:
    return {await quarter.published(**GROUP), await quarter.published(**{**GROUP, "title": "Babytreff"})}


async def test_the_night_finds_two_entries_of_one_offer(quarter: Quarter, city: City) -> None:
    entered = await two_groups(quarter)
    (pair,) = await pairs(city, quarter)
    assert {UUID(pair["one"]), UUID(pair["other"])} == entered
    assert (pair["verdict"], pair["proposal"], pair["state"]) == ("same_offer", "merge", "open")
    assert await states_told(city, pair) == ["open"]


async def test_a_decided_pair_is_not_asked_for_again(quarter: Quarter, city: City) -> None:
    entered = await two_groups(quarter)
    (pair,) = await pairs(city, quarter)
    decided = await decide(city, pair, "nothing", by=quarter.coordinator)
    said = {**GROUP, "title": "Babygruppe"}
    await quarter.put(next(iter(entered)), by=quarter.coordinator, condition=if_match(2), **said)
    assert decided.status_code == httpx.codes.OK
    assert await pairs(city, quarter) == []
    assert [each["id"] for each in await pairs(city, quarter, state="fine")] == [pair["id"]]
    assert await states_told(city, pair) == ["open", "fine"]


async def test_a_second_decision_is_refused(quarter: Quarter, city: City) -> None:
    await two_groups(quarter)
    (pair,) = await pairs(city, quarter)
    decided = (await decide(city, pair, "merge", by=quarter.coordinator)).json()
    assert (await decide(city, decided, "nothing", by="office")).status_code == httpx.codes.CONFLICT


async def test_a_coordinator_decides_only_in_her_own_quarter(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    await two_groups(quarter)
    (pair,) = await pairs(city, quarter)
    assert await pairs(city, other_quarter) == []
    refused = await decide(city, pair, "merge", by=other_quarter.coordinator)
    permitted = await decide(city, pair, "merge", by=quarter.coordinator)
    assert (refused.status_code, permitted.status_code) == (404, 200)


async def test_a_pair_is_gone_when_the_offers_no_longer_double(quarter: Quarter, city: City) -> None:
    entered = sorted(await two_groups(quarter))
    (pair,) = await pairs(city, quarter)
    school = {"title": "Hausaufgabenhilfe", "ages": {"min_months": 72, "max_months": 132}}
    await quarter.put(entered[0], by=quarter.coordinator, condition=if_match(2), **{**GROUP, **school})
    assert await pairs(city, quarter) == []
    assert await states_told(city, pair) == ["open", "gone"]


async def test_a_pair_is_gone_when_one_offer_has_ended(quarter: Quarter, city: City) -> None:
    entered = sorted(await two_groups(quarter))
    (pair,) = await pairs(city, quarter)
    await quarter.post(entered[0], "withdraw", by=quarter.coordinator, version=2)
    assert await pairs(city, quarter) == []
    assert await states_told(city, pair) == ["open", "gone"]
