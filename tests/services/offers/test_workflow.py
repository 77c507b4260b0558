"""Review, pause and planned publication, over HTTP."""

import asyncio
from datetime import timedelta
from uuid import UUID

import httpx

from services.offers.use_cases.pass_time import let_plans_come_true
from tests.services.offers.city import City, Quarter, if_match
from tests.services.offers.test_telling import events_of


async def post(quarter: Quarter, path: str, *, by: str, version: int | None = None, **body: object) -> httpx.Response:
    condition = if_match(version) if version is not None else {}
    headers = {**quarter.city.platform.headers(by), **condition}
    return await quarter.city.offers.http.post(path, json=body, headers=headers)


async def plan(quarter: Quarter, offer: UUID, *, by: str, version: int, at: str | None) -> httpx.Response:
    headers = {**quarter.city.platform.headers(by), **if_match(version)}
    return await quarter.city.offers.http.put(f"/offers/{offer}/plan", json={"publish_at": at}, headers=headers)


async def submitted(quarter: Quarter) -> UUID:
    offer = await quarter.draft()
    assert (await quarter.post(offer, "submit", by=quarter.partner, version=1)).status_code == 200
    return offer


async def test_a_submitted_offer_waits_for_review_and_is_still_hidden(quarter: Quarter, city: City) -> None:
    offer = await submitted(quarter)
    assert (await city.get(f"/offers/{offer}")).status_code == 404
    listed = await city.get("/offers", by=quarter.coordinator, network=quarter.network, status="in-review")
    assert [item["id"] for item in listed.json()["items"]] == [str(offer)]


async def test_a_reviewed_offer_goes_back_with_a_reason_that_its_partner_reads(quarter: Quarter, city: City) -> None:
    offer = await submitted(quarter)
    back = await post(
        quarter, f"/offers/{offer}/send-back", by=quarter.coordinator, version=2, reason="Bitte den Ort nennen"
    )
    assert (back.status_code, back.json()["status"]) == (200, "draft")
    read = (await city.get(f"/offers/{offer}", by=quarter.partner)).json()
    assert read["sent_back_because"] == "Bitte den Ort nennen"


async def test_a_partner_does_not_review_its_own_offer(quarter: Quarter) -> None:
    offer = await submitted(quarter)
    refused = await post(quarter, f"/offers/{offer}/send-back", by=quarter.partner, version=2, reason="Nein")
    assert refused.status_code == 403


async def test_several_offers_are_approved_at_once(quarter: Quarter, city: City) -> None:
    offers = [await submitted(quarter), await submitted(quarter)]
    approvals = [{"id": str(offer), "version": 2} for offer in offers]
    approved = await post(quarter, "/approvals", by=quarter.coordinator, offers=approvals)
    assert [one["status"] for one in approved.json()["offers"]] == ["published", "published"]
    assert [(await events_of(city, offer))[-1]["type"] for offer in offers] == [
        "de.infamilie.offers.offer-published.v2"
    ] * 2


async def test_one_wrong_version_stops_all_approvals(quarter: Quarter, city: City) -> None:
    offers = [await submitted(quarter), await submitted(quarter)]
    approvals = [{"id": str(offers[0]), "version": 2}, {"id": str(offers[1]), "version": 1}]
    assert (await post(quarter, "/approvals", by=quarter.coordinator, offers=approvals)).status_code == 412
    assert (await city.get(f"/offers/{offers[0]}")).status_code == 404


async def test_a_coordinator_approves_in_her_own_network_only(quarter: Quarter, other_quarter: Quarter) -> None:
    offer = await submitted(quarter)
    approvals = [{"id": str(offer), "version": 2}]
    refused = await post(other_quarter, "/approvals", by=other_quarter.coordinator, offers=approvals)
    assert refused.status_code == 404


async def test_a_paused_offer_is_in_no_list_and_both_steps_are_told(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    paused = await quarter.post(offer, "pause", by=quarter.partner, version=2)
    assert (paused.json()["status"], (await city.get("/offers", network=quarter.network)).json()["items"]) == (
        "paused",
        [],
    )
    resumed = await quarter.post(offer, "resume", by=quarter.partner, version=3)
    assert (resumed.json()["status"], resumed.json()["notice_version"]) == ("published", 3)
    told = [event["type"].rpartition(".")[0].rpartition(".")[2] for event in await events_of(city, offer)]
    assert told == ["offer-drafted", "offer-published", "offer-paused", "offer-published"]


async def test_a_step_that_the_state_does_not_allow_is_refused_in_plain_words(quarter: Quarter) -> None:
    offer = await quarter.published()
    refused = await quarter.post(offer, "resume", by=quarter.partner, version=2)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:infamilie:problem:step-not-possible")
    assert "veröffentlicht" in refused.json()["detail"]


async def test_a_planned_offer_is_published_once_when_its_time_has_come(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    edge = city.offers.running.edge
    due = (edge.clock() - timedelta(seconds=1)).isoformat()
    planned = await plan(quarter, offer, by=quarter.coordinator, version=1, at=due)
    assert planned.status_code == 200
    await let_plans_come_true(edge)
    await let_plans_come_true(edge)
    read = (await city.get(f"/offers/{offer}", by=quarter.coordinator)).json()
    assert (read["status"], read["publish_at"], read["version"]) == ("published", None, 3)
    assert [event["subjectversion"] for event in await events_of(city, offer)] == [1, 2, 3]


async def test_replicas_that_look_at_once_publish_each_planned_offer_once(quarter: Quarter, city: City) -> None:
    edge = city.offers.running.edge
    due = (edge.clock() - timedelta(seconds=1)).isoformat()
    offers = [await quarter.draft() for _ in range(5)]
    for offer in offers:
        await plan(quarter, offer, by=quarter.coordinator, version=1, at=due)
    await asyncio.gather(*(let_plans_come_true(edge) for _ in range(3)))
    told = [[event["subjectversion"] for event in await events_of(city, offer)] for offer in offers]
    assert told == [[1, 2, 3]] * 5


async def test_an_offer_whose_time_has_not_come_stays_hidden(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    edge = city.offers.running.edge
    later = (edge.clock() + timedelta(days=1)).isoformat()
    await plan(quarter, offer, by=quarter.coordinator, version=1, at=later)
    await let_plans_come_true(edge)
    assert (await city.get(f"/offers/{offer}")).status_code == 404


async def test_a_plan_can_be_taken_back(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    edge = city.offers.running.edge
    await plan(quarter, offer, by=quarter.coordinator, version=1, at=(edge.clock() + timedelta(days=1)).isoformat())
    taken_back = await plan(quarter, offer, by=quarter.coordinator, version=2, at=None)
    assert (taken_back.status_code, taken_back.json()["publish_at"]) == (200, None)
