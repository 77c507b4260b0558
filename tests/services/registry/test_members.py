"""Members of a network: joining, leaving, and what is remembered of it."""

from datetime import timedelta
from uuid import uuid4

from shared.calendar_day import local_day
from shared.hosting.running import utc_now
from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created, problem, refused_field

MEMBER = {"role": "Mitglied", "joined_on": "2020-05-01"}


async def test_a_partner_that_left_is_no_member_but_stays_in_the_history(city: City) -> None:
    network, stays, leaves = await city.network(), await city.partner(label="B"), await city.partner(label="A")
    members = f"/networks/{network}/members"
    created(await city.put(f"{members}/{stays}", MEMBER))
    created(await city.put(f"{members}/{leaves}", MEMBER))

    left = await city.put(f"{members}/{leaves}", {**MEMBER, "left_on": "2021-01-01"}, version=1)

    assert left.json()["version"] == 2
    assert await partners_at(city, members) == [str(stays)]
    assert await partners_at(city, members, former=True) == [str(leaves), str(stays)]
    history = (await city.get(f"{members}/{leaves}/history")).json()["items"]
    assert [(version["version"], version["left_on"]) for version in history] == [(1, None), (2, "2021-01-01")]


async def test_a_list_of_partners_holds_the_members_of_today(city: City) -> None:
    network, partner = await city.network(), await city.partner()
    path = f"/networks/{network}/members/{partner}"
    tomorrow = str(local_day(utc_now()) + timedelta(days=1))

    created(await city.put(path, {**MEMBER, "left_on": tomorrow}))
    today = await partners_of(city, network)
    await city.put(path, {**MEMBER, "joined_on": tomorrow}, version=1)

    assert today == [str(partner)]
    assert await partners_of(city, network) == []


async def test_why_a_partner_left_stands_in_the_history(city: City) -> None:
    path = f"/networks/{await city.network()}/members/{await city.partner()}"
    created(await city.put(path, MEMBER))

    without_a_day = await city.put(path, {**MEMBER, "left_reason": "closed"}, version=1)
    await city.put(path, {**MEMBER, "left_on": "2021-01-01", "left_reason": "closed"}, version=1)

    assert problem(without_a_day) == (422, "invalid-input")
    history = (await city.get(f"{path}/history")).json()["items"]
    assert [version["left_reason"] for version in history] == [None, "closed"]


async def test_leaving_before_joining_is_refused(city: City) -> None:
    path = f"/networks/{await city.network()}/members/{await city.partner()}"

    refused = await city.put(path, {**MEMBER, "left_on": "2020-04-30"})
    accepted = await city.put(path, {**MEMBER, "left_on": "2020-05-01"})

    assert refused_field(refused) == (422, "ends-before-start", "left_on")
    assert created(accepted)["left_on"] == "2020-05-01"


async def test_unknown_partners_and_networks_have_no_membership(city: City) -> None:
    network, partner = await city.network(), await city.partner()
    unknown_partner, unknown_network = uuid4(), fresh_name("nirgendwo")

    refused = await city.put(f"/networks/{network}/members/{unknown_partner}", MEMBER)
    nowhere = await city.put(f"/networks/{unknown_network}/members/{partner}", MEMBER)
    accepted = await city.put(f"/networks/{network}/members/{partner}", MEMBER)

    assert refused_field(refused) == (422, "unknown-reference", "partner")
    assert problem(nowhere) == (404, "not-found")
    assert created(accepted)["network"] == network
    assert problem(await city.get(f"/networks/{unknown_network}/members")) == (404, "not-found")


async def test_a_coordinator_brings_members_into_the_own_network_only(city: City) -> None:
    own, other, partner = await city.network(), await city.network(), await city.partner()
    coordinator = await city.coordinator(own)

    here = await city.put(f"/networks/{own}/members/{partner}", MEMBER, by=coordinator)
    there = await city.put(f"/networks/{other}/members/{partner}", MEMBER, by=coordinator)

    assert created(here)["partner"] == str(partner)
    assert problem(there) == (403, "not-permitted")


async def partners_at(city: City, members: str, *, former: bool = False) -> list[str]:
    answer = await city.get(members, former=former)
    return [member["partner"] for member in answer.json()["items"]]


async def partners_of(city: City, network: str) -> list[str]:
    answer = await city.get("/partners", network=network)
    return [partner["id"] for partner in answer.json()["items"]]
