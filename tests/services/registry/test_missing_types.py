"""Which types of partners a network lacks, by § 3 (2) KKG."""

from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created, problem

MEMBER = {"role": "Mitglied"}


async def test_a_type_is_missing_until_somebody_of_it_is_a_member(city: City) -> None:
    network, school = await city.network(), await city.partner(partner_type="schule")
    path = f"/networks/{network}/missing-partner-types"
    before = (await city.get(path)).json()

    created(await city.put(f"/networks/{network}/members/{school}", MEMBER))
    after = (await city.get(path)).json()

    assert len(before["missing"]) == 19
    assert {one["key"] for one in before["missing"]} - {one["key"] for one in after["missing"]} == {"schule"}
    assert after["present"] == [{"key": "schule", "label": "Schule", "members": 1}]


async def test_a_partner_that_left_leaves_its_type_missing(city: City) -> None:
    network, court = await city.network(), await city.partner(partner_type="familiengericht")

    created(await city.put(f"/networks/{network}/members/{court}", {**MEMBER, "left_on": "2021-01-01"}))

    answer = (await city.get(f"/networks/{network}/missing-partner-types")).json()
    assert "familiengericht" in {one["key"] for one in answer["missing"]}


async def test_an_unknown_network_lacks_nothing(city: City) -> None:
    assert problem(await city.get(f"/networks/{fresh_name('nirgends')}/missing-partner-types")) == (404, "not-found")
