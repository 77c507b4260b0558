"""Agreements are internal: the office, the network's coordinators and the parties see them; for others they don't exist."""

from typing import Any

from shared.identity.gate import routes_with_access
from tests.services.registry.agreements.two_houses import TwoHouses
from tests.services.registry.city import City, problem

READERS = "office or coordinator of {network} or partner of {organisation}"
STEWARDS = "office or coordinator of {network}"
RULES = {
    "GET /agreements": READERS,
    "GET /agreements/{agreement_id}": READERS,
    "PUT /agreements/{agreement_id}": STEWARDS,
    "POST /agreements/{agreement_id}/sign": "partner of {organisation}",
    "POST /agreements/{agreement_id}/enter-into-force": STEWARDS,
    "POST /agreements/{agreement_id}/evaluate": STEWARDS,
    "POST /agreements/{agreement_id}/renew": STEWARDS,
    "POST /agreements/{agreement_id}/end": STEWARDS,
    "POST /agreements/{agreement_id}/obligations/{obligation_id}/fulfil": READERS,
    "GET /agreements/{agreement_id}/versions": READERS,
    "GET /agreements/{agreement_id}/versions/{before}/difference/{after}": READERS,
    "GET /agreement-templates": READERS,
    "GET /agreement-templates/{key}": READERS,
    "PUT /agreement-templates/{key}": "office",
    "GET /partners/{partner_id}/due": "office or coordinator of {network} or partner of {partner_id}",
}


def test_every_route_has_the_rule_that_is_written_here(city: City) -> None:
    rules = {
        f"{method} {route.path}": str(rule)
        for route, rule in routes_with_access(city.registry.app)
        for method in route.methods or ()
        if "agreements" in (getattr(route, "tags", None) or ())
    }

    assert rules == RULES


async def test_each_sees_the_agreements_of_the_own_quarter_or_house(city: City) -> None:
    houses, others = await TwoHouses.found(city), await TwoHouses.found(city)
    agreement = await houses.propose()
    await others.propose()
    path = f"/agreements/{agreement}"

    for_party = (await city.get("/agreements", by=houses.kita_person)).json()["items"]
    for_coordinator = (await city.get("/agreements", by=houses.coordinator)).json()["items"]
    of_network = (await city.get("/agreements", by="office", network=houses.network)).json()["items"]

    assert [shown["id"] for shown in for_party] == [str(agreement)]
    assert for_party == for_coordinator == of_network
    assert (await city.get(path, by=houses.school_person)).status_code == 200
    assert problem(await city.get(path, by=others.kita_person)) == (404, "not-found")
    assert problem(await city.get(path, by=others.coordinator)) == (404, "not-found")
    assert problem(await city.get(f"{path}/versions", by=others.coordinator)) == (404, "not-found")
    assert problem(await city.get(path)) == (401, "not-signed-in")


async def test_a_coordinator_neither_steers_nor_takes_the_agreements_of_another_quarter(city: City) -> None:
    houses, others = await TwoHouses.found(city), await TwoHouses.found(city)
    agreement = await houses.propose()
    path = f"/agreements/{agreement}"

    taken = await city.put(path, houses.body(network=others.network), by=others.coordinator, version=1)
    given = await city.put(path, houses.body(network=others.network), by=houses.coordinator, version=1)
    ended = await houses.take(agreement, "end", {"reason": "Darum."}, by=others.coordinator)

    assert problem(taken) == problem(ended) == (404, "not-found")
    assert problem(given) == (403, "not-permitted")
    assert (await houses.stands(agreement))["version"] == 1


async def test_a_party_changes_no_terms(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose()

    changed = await city.put(f"/agreements/{agreement}", houses.body(title="Neu"), by=houses.kita_person, version=1)

    assert problem(changed) == (403, "not-permitted")


async def test_a_coordinator_sees_of_a_partner_only_what_is_due_in_the_own_network(city: City) -> None:
    houses, others = await TwoHouses.found(city), await TwoHouses.found(city)
    await houses.agree()
    path = f"/partners/{houses.kita}/due"

    own = (await city.get(path, by=houses.coordinator, days=1_000)).json()["items"]
    foreign = (await city.get(path, by=others.coordinator, days=1_000)).json()["items"]

    assert (len(own), foreign) == (1, [])
    assert problem(await city.get(path, by=others.kita_person)) == (403, "not-permitted")


async def test_lists_are_cut_down_by_what_is_asked_for(city: City) -> None:
    houses = await TwoHouses.found(city)
    proposed, in_force = await houses.propose(title="Mappen"), await houses.agree(title="Zähne")

    async def found(**query: Any) -> list[str]:
        answer = await city.get("/agreements", by=houses.coordinator, **query)
        return [shown["id"] for shown in answer.json()["items"]]

    assert await found() == [str(proposed), str(in_force)]
    assert await found(state="in_force") == [str(in_force)]
    assert await found(q="zahne") == [str(in_force)]
    assert await found(party=str(houses.kita), to_institution="schule") == [str(proposed), str(in_force)]
    assert await found(from_institution="schule") == []
