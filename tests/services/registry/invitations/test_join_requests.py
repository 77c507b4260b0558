"""Requests to join: made by accounts without grants, answered by the coordinators of the network."""

from uuid import UUID, uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import post
from tests.services.registry.city import City, Json, created, problem, refused_field


async def a_member(city: City, network: str) -> UUID:
    partner = await city.partner()
    created(await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied"}))
    return partner


async def asked(city: City, network: str, partner: UUID, *, by: str) -> Json:
    body = {"network": network, "organisation": str(partner)}
    return created(await post(city, "/join-requests", body, by=by))


async def test_an_accepted_request_lets_the_account_act_for_the_organisation(city: City) -> None:
    network, person = await city.network(), fresh_name("fachkraft")
    partner, coordinator = await a_member(city, network), await city.coordinator(network)
    request = await asked(city, network, partner, by=person)

    waiting = (await city.get("/join-requests", by=coordinator)).json()["items"]
    accepted = await post(city, f"/join-requests/{request['id']}/accept", by=coordinator, version=1)
    held = (await city.get("/me", by=person)).json()["grants"]

    assert [each["id"] for each in waiting] == [request["id"]]
    assert accepted.json()["status"] == "accepted"
    assert [grant["organisation"] for grant in held] == [str(partner)]
    own = (await city.get("/join-requests/own", by=person)).json()["items"]
    assert [each["status"] for each in own] == ["accepted"]


async def test_a_request_is_answered_once_and_only_where_it_was_made(city: City) -> None:
    network, person = await city.network(), fresh_name("fachkraft")
    request = await asked(city, network, await a_member(city, network), by=person)
    path, foreign = f"/join-requests/{request['id']}", await city.coordinator(await city.network())

    by_neighbour = await post(city, f"{path}/accept", by=foreign, version=1)
    refused = await post(city, f"{path}/refuse", by="office", version=1)
    after_all = await post(city, f"{path}/accept", by="office", version=2)

    assert problem(by_neighbour) == (403, "not-permitted")
    assert refused.json()["status"] == "refused"
    assert problem(after_all) == (409, "step-not-possible")
    assert (await city.get("/me", by=person)).json()["grants"] == []


async def test_a_request_names_a_member_of_the_network_and_waits_once(city: City) -> None:
    network, person = await city.network(), fresh_name("fachkraft")
    partner = await a_member(city, network)

    stranger = {"network": network, "organisation": str(await city.partner())}
    elsewhere = await post(city, "/join-requests", stranger, by=person)
    await asked(city, network, partner, by=person)
    twice = await post(city, "/join-requests", {"network": network, "organisation": str(partner)}, by=person)

    assert refused_field(elsewhere) == (422, "unknown-reference", "organisation")
    assert problem(twice) == (409, "already-registered")


async def test_nobody_waits_for_more_than_five_answers(city: City) -> None:
    network, person = await city.network(), fresh_name("fachkraft")
    for _ in range(5):
        await asked(city, network, await a_member(city, network), by=person)

    body = {"network": network, "organisation": str(await a_member(city, network))}
    sixth = await post(city, "/join-requests", body, by=person)

    assert problem(sixth) == (409, "too-many-open-requests")


async def test_a_request_is_told_by_the_account_alone(city: City) -> None:
    network, person = await city.network(), fresh_name("fachkraft")
    request = await asked(city, network, await a_member(city, network), by=person)

    (told,) = await city.events_of(f"join-request/{request['id']}")

    assert (told["data"]["account"], told["network"]) == (city.platform.account(person), network)
    assert problem(await post(city, f"/join-requests/{uuid4()}/accept", by="office", version=1)) == (404, "not-found")
