"""Governance bodies: of a network or of the whole city, with members that are known by ids."""

from uuid import uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import a_body, id_of
from tests.services.registry.city import City, created, problem, refused_field

BODY = {"label": "Beirat", "kind": "beirat"}


async def test_a_body_keeps_its_members_in_the_order_given_with_function_and_time(city: City) -> None:
    network, first, second = await city.network(), await city.partner(), await city.partner()
    members = [
        {"partner": str(second), "function": "Vorsitz", "since": "2024-01-01", "until": "2026-01-01"},
        {"partner": str(first), "function": "Mitglied"},
    ]

    path = await a_body(city, network, members=members)
    changed = await city.put(path, {**BODY, "network": network, "members": members[1:]}, version=1)

    assert [member["function"] for member in changed.json()["members"]] == ["Mitglied"]
    assert (await city.get(path)).json()["members"][0]["partner"] == str(first)
    (told, _) = await city.events_of(f"body/{id_of(path)}")
    assert [(member["partner"], member["function"]) for member in told["data"]["members"]] == [
        (str(second), "Vorsitz"),
        (str(first), "Mitglied"),
    ]


async def test_a_member_is_either_a_partner_or_a_person_and_known(city: City) -> None:
    path, partner = f"/bodies/{uuid4()}", str(await city.partner())
    body = {**BODY, "network": await city.network()}

    nobody = await city.put(path, {**body, "members": [{"function": "Vorsitz"}]})
    both = await city.put(path, {**body, "members": [{"partner": partner, "person": str(uuid4()), "function": "V"}]})
    stranger = await city.put(path, {**body, "members": [{"person": str(uuid4()), "function": "Vorsitz"}]})
    backwards = {"partner": partner, "function": "V", "since": "2026-02-01", "until": "2026-01-01"}
    reversed_time = await city.put(path, {**body, "members": [backwards]})
    accepted = await city.put(path, {**body, "members": [{"partner": partner, "function": "Vorsitz"}]})

    assert {refused_field(nobody), refused_field(both)} == {(422, "member-unclear", "members")}
    assert refused_field(stranger) == (422, "unknown-reference", "members")
    assert refused_field(reversed_time) == (422, "ends-before-start", "members")
    assert created(accepted)["version"] == 1


async def test_a_coordinator_sets_up_bodies_of_the_own_network_only(city: City) -> None:
    own, other = await city.network(), await city.network()
    coordinator, path = await city.coordinator(own), f"/bodies/{uuid4()}"

    foreign = await city.put(path, {**BODY, "network": other}, by=coordinator)
    of_the_city = await city.put(path, BODY, by=coordinator)
    own_one = await city.put(path, {**BODY, "network": own}, by=coordinator)
    given_away = await city.put(path, {**BODY, "network": other}, by=coordinator, version=1)

    assert {problem(answer) for answer in (foreign, of_the_city, given_away)} == {(403, "not-permitted")}
    assert created(own_one)["network"] == own


async def test_bodies_are_listed_by_network_and_for_the_whole_city(city: City) -> None:
    network = await city.network()
    own = await a_body(city, network)
    of_the_city = await a_body(city, None, label=fresh_name("Fachforum"))

    of_network = (await city.get("/bodies", network=network)).json()["items"]
    of_all = (await city.get("/bodies", city_wide=True, limit=500)).json()["items"]

    assert [body["id"] for body in of_network] == [id_of(own)]
    assert id_of(of_the_city) in {body["id"] for body in of_all}
    assert id_of(own) not in {body["id"] for body in of_all}
