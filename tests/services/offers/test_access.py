"""Who may do what with offers; each refusal stands beside the success of the right person."""

from typing import Any
from uuid import uuid4

import pytest

from shared.contracts.registry import Role
from tests.services.offers.city import City, Quarter, network_told


async def test_nobody_writes_without_signing_in(quarter: Quarter, city: City) -> None:
    refused = await city.offers.http.put(f"/offers/{uuid4()}", json=quarter.body(), headers={"If-None-Match": "*"})
    made = await quarter.put(uuid4(), by=quarter.partner)
    assert (refused.status_code, made.status_code) == (401, 201)


async def test_an_account_without_grants_writes_nothing(quarter: Quarter) -> None:
    assert (await quarter.put(uuid4(), by="nobody-in-particular")).status_code == 403


async def test_a_coordinator_writes_in_the_own_quarter_only(quarter: Quarter, other_quarter: Quarter) -> None:
    own = await quarter.put(uuid4(), by=quarter.coordinator)
    foreign = await quarter.put(uuid4(), by=other_quarter.coordinator)
    assert (own.status_code, foreign.status_code) == (201, 403)


async def test_a_partner_writes_for_the_own_organisation_only(quarter: Quarter, other_quarter: Quarter) -> None:
    own = await quarter.put(uuid4(), by=quarter.partner)
    foreign = await quarter.put(uuid4(), by=other_quarter.partner)
    assert (own.status_code, foreign.status_code) == (201, 403)


async def test_the_office_writes_everywhere(quarter: Quarter) -> None:
    assert (await quarter.put(uuid4(), by="office")).status_code == 201


@pytest.mark.parametrize("step", ["publish", "withdraw"])
async def test_another_quarters_published_offer_is_forbidden(
    quarter: Quarter, other_quarter: Quarter, step: str
) -> None:
    offer = await quarter.published()
    assert (await quarter.post(offer, step, by=other_quarter.coordinator, version=2)).status_code == 403


async def test_another_quarters_draft_is_not_there(quarter: Quarter, other_quarter: Quarter) -> None:
    offer = await quarter.draft()
    refused = await quarter.post(offer, "publish", by=other_quarter.coordinator, version=1)
    published = await quarter.post(offer, "publish", by=quarter.coordinator, version=1)
    assert (refused.status_code, published.status_code) == (404, 200)


async def test_a_draft_is_read_only_by_those_who_may_change_it(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    offer = await quarter.draft()
    readers = [quarter.coordinator, quarter.partner, "office", other_quarter.coordinator, None]
    statuses = [(await city.get(f"/offers/{offer}", by=reader)).status_code for reader in readers]
    assert statuses == [200, 200, 200, 404, 404]


async def test_lists_show_drafts_only_to_those_who_may_change_them(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    await quarter.draft()
    readers = [quarter.coordinator, quarter.partner, "office", other_quarter.coordinator, None]
    lists = [
        (await city.get("/offers", by=reader, network=quarter.network, status="draft")).json()["items"]
        for reader in readers
    ]
    assert [len(items) for items in lists] == [1, 1, 1, 0, 0]


async def test_a_member_organisation_publishes_by_itself(quarter: Quarter) -> None:
    offer = await quarter.draft()
    published = await quarter.post(offer, "publish", by=quarter.partner, version=1)
    assert (published.status_code, published.json()["status"], published.json()["notice_version"]) == (
        200,
        "published",
        1,
    )


async def test_an_organisation_outside_the_network_drafts_but_does_not_publish(
    quarter: Quarter, other_quarter: Quarter
) -> None:
    offer, guest = uuid4(), other_quarter.partner
    made = await quarter.put(offer, by=guest, organisation=str(other_quarter.organisation))
    refused = await quarter.post(offer, "publish", by=guest, version=1)
    published = await quarter.post(offer, "publish", by=quarter.coordinator, version=1)
    assert (made.status_code, refused.status_code, published.status_code) == (201, 403, 200)
    assert refused.json()["type"] == "urn:infamilie:problem:organisation-is-no-member"


async def test_an_offer_is_not_handed_to_an_organisation_one_does_not_act_for(
    quarter: Quarter, other_quarter: Quarter
) -> None:
    offer = await quarter.draft()
    handed: dict[str, Any] = {"condition": {"If-Match": '"1"'}, "organisation": str(other_quarter.organisation)}
    refused = await quarter.put(offer, by=quarter.partner, **handed)
    changed = await quarter.put(offer, by=quarter.coordinator, **handed)
    assert (refused.status_code, changed.status_code) == (403, 200)


async def test_a_coordinator_of_two_quarters_writes_in_both(quarter: Quarter, city: City) -> None:
    second = f"{quarter.network}-2"
    await city.hear(network_told(second), city.grant(quarter.coordinator, Role.COORDINATOR, network=second))
    assert (await quarter.put(uuid4(), by=quarter.coordinator, network=second)).status_code == 201
