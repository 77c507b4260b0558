"""Many offers in one request: all of them or none, told place by place, and sending them again changes nothing."""

from typing import Any
from uuid import uuid4

import httpx

from tests.services.offers.city import City, Quarter

FAR_AWAY = {"starts_at": "2500-01-01T10:00:00Z", "ends_at": "2500-01-01T11:00:00Z"}


async def send(
    quarter: Quarter, *offers: dict[str, Any], by: str | None = None, dry_run: bool = False
) -> httpx.Response:
    headers = quarter.city.platform.headers(by or quarter.coordinator)
    body = {"offers": list(offers), "dry_run": dry_run}
    return await quarter.city.offers.http.post("/offer-sets", json=body, headers=headers)


def wanted(quarter: Quarter, **said: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "publish": True, **quarter.body(**said)}


async def titles(quarter: Quarter, *, by: str | None = None) -> list[str]:
    found = await quarter.city.get("/offers", by=by, network=quarter.network, limit=100)
    return [offer["title"] for offer in found.json()["items"]]


async def test_a_set_of_offers_is_published_in_one_request(quarter: Quarter) -> None:
    answer = await send(quarter, *(wanted(quarter, title=f"Treff {number}") for number in range(5)))

    done = answer.json()
    assert (done["written"], done["created"], done["published"], done["refused"]) == (True, 5, 5, [])
    assert done["outcomes"][4] == {"place": 4, "outcome": "created", "published": True}
    assert await titles(quarter) == [f"Treff {number}" for number in range(5)]


async def test_every_offer_of_a_set_is_told_in_its_newest_version(quarter: Quarter) -> None:
    published, drafted = wanted(quarter), wanted(quarter, publish=False)
    answer = await send(quarter, published, drafted)
    position = int(answer.headers["Event-Position"])

    asked = {"after": position - 2, "limit": 2}
    headers = quarter.city.platform.headers("dashboard")
    page = (await quarter.city.offers.http.get("/events", params=asked, headers=headers)).json()

    told = [(event["subject"], event["type"].split(".")[-2], event["subjectversion"]) for event in page["events"]]
    assert told == [
        (f"offer/{published['id']}", "offer-published", 2),
        (f"offer/{drafted['id']}", "offer-drafted", 1),
    ]


async def test_a_set_sent_again_changes_nothing(quarter: Quarter) -> None:
    offers = [wanted(quarter, title=f"Treff {number}") for number in range(3)]
    await send(quarter, *offers)

    again = await send(quarter, *offers)

    assert (again.json()["unchanged"], again.json()["published"]) == (3, 0)
    assert "Event-Position" not in again.headers


async def test_what_differs_in_a_set_is_changed_and_drafts_are_published(quarter: Quarter) -> None:
    changed, draft, same = wanted(quarter), wanted(quarter, publish=False), wanted(quarter)
    await send(quarter, changed, draft, same)

    answer = await send(quarter, {**changed, "title": "Neuer Titel"}, {**draft, "publish": True}, same)

    assert (answer.json()["changed"], answer.json()["unchanged"], answer.json()["published"]) == (2, 1, 1)
    assert sorted(await titles(quarter)) == ["Krabbelgruppe", "Krabbelgruppe", "Neuer Titel"]


async def test_one_refused_offer_keeps_the_whole_set_back_and_is_named_by_its_place(quarter: Quarter) -> None:
    stranger = wanted(quarter, organisation=str(uuid4()))
    broken = wanted(quarter, dates=[FAR_AWAY])

    answer = await send(quarter, wanted(quarter), stranger, broken)

    told = [(each["place"], each["id"], each["type"].rpartition(":")[2]) for each in answer.json()["refused"]]
    assert told == [(1, stranger["id"], "unknown-organisation"), (2, broken["id"], "invalid-input")]
    assert answer.json()["written"] is False
    assert await titles(quarter, by=quarter.coordinator) == []


async def test_a_dry_run_writes_nothing_and_takes_names_as_given(quarter: Quarter) -> None:
    answer = await send(quarter, wanted(quarter, organisation=str(uuid4())), dry_run=True)

    assert (answer.json()["created"], answer.json()["written"], answer.json()["refused"]) == (1, False, [])
    assert await titles(quarter, by=quarter.coordinator) == []


async def test_an_offer_named_twice_in_a_set_is_refused(quarter: Quarter) -> None:
    offer = wanted(quarter)

    answer = await send(quarter, offer, {**offer, "title": "Anders"})

    (refused,) = answer.json()["refused"]
    assert (refused["place"], refused["type"].rpartition(":")[2]) == (1, "offer-named-twice")


async def test_an_offer_that_somebody_ended_stays_ended(quarter: Quarter) -> None:
    offer = wanted(quarter)
    await send(quarter, offer)
    headers = {**quarter.city.platform.headers(quarter.coordinator), "If-Match": '"2"'}
    await quarter.city.offers.http.post(f"/offers/{offer['id']}/withdraw", headers=headers)

    again = await send(quarter, {**offer, "title": "Wieder da"})

    assert (again.json()["unchanged"], again.json()["refused"]) == (1, [])
    assert await titles(quarter) == []


async def test_a_coordinator_sends_no_set_into_another_quarter(quarter: Quarter, city: City) -> None:
    elsewhere = await city.quarter()

    answer = await send(quarter, wanted(quarter), wanted(elsewhere))

    assert answer.status_code == 403
    assert await titles(quarter, by=quarter.coordinator) == []


async def test_nobody_changes_a_draft_of_another_quarter_by_naming_its_id(quarter: Quarter, city: City) -> None:
    elsewhere = await city.quarter()
    hidden = await elsewhere.draft()

    answer = await send(quarter, {**wanted(quarter), "id": str(hidden)})

    assert answer.status_code == 404


async def test_a_partner_publishes_sets_only_where_it_is_a_member(quarter: Quarter, city: City) -> None:
    elsewhere = await city.quarter()
    own, foreign = wanted(quarter), wanted(quarter, network=elsewhere.network)

    answer = await send(quarter, own, foreign, by=quarter.partner)

    assert [(each["place"], each["type"].rpartition(":")[2]) for each in answer.json()["refused"]] == [
        (1, "organisation-is-no-member")
    ]


async def test_more_than_a_thousand_offers_are_no_set(quarter: Quarter) -> None:
    answer = await send(quarter, *(wanted(quarter) for _ in range(1001)))

    assert answer.status_code == 422
