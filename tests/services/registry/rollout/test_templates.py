"""The template over HTTP: the office's new versions, and plans that take them when somebody says so."""

from typing import Any

from tests.services.registry.city import City, created, problem, refused_field
from tests.services.registry.rollout.quarter import PHASES, Quarter

TEMPLATE = "/rollout/template"
Json = dict[str, Any]


async def written(city: City, *, to_month: int, version: int | None) -> Json:
    """Write a version in which the Auftrag ends in another month."""
    first, *rest = (await city.get(TEMPLATE, by="office")).json()["phases"]
    body = {"phases": [{**first, "to_month": to_month}, *rest]}
    answer = await city.put(TEMPLATE, body, version=version)
    assert answer.is_success, answer.text
    stands: Json = answer.json()
    return stands


async def test_a_fresh_system_brings_the_standard_along(own_city: City) -> None:
    stands = (await own_city.get(TEMPLATE, by="office")).json()

    assert (stands["version"], [phase["key"] for phase in stands["phases"]]) == (0, PHASES)


async def test_the_first_plan_makes_the_standard_the_first_version(own_city: City) -> None:
    await Quarter.begun(own_city)

    stands = (await own_city.get(TEMPLATE, by="office")).json()
    told = await own_city.events_of("rollout-template/standard")

    assert (stands["version"], [event["subjectversion"] for event in told]) == (1, [1])


async def test_a_new_version_is_offered_to_running_plans_and_adopted_only_on_request(own_city: City) -> None:
    quarter = await Quarter.begun(own_city)
    await written(own_city, to_month=3, version=1)
    stands, offered = await quarter.get(), await quarter.get("/template-difference")
    newer = (await quarter.get("/forecast"))["newer_template"]

    adopted = await quarter.adopt(2)

    (change,) = offered["changes"]
    assert (stands["template_version"], stands["gates"][0]["planned_end"], newer) == (1, "2024-03-15", 2)
    assert (change["phase"], change["before"]["to_month"], change["after"]["to_month"]) == ("auftrag", 2, 3)
    assert (adopted.json()["template_version"], adopted.json()["gates"][0]["planned_end"]) == (2, "2024-04-15")
    assert (await quarter.get("/template-difference"))["changes"] == []


async def test_a_day_of_the_plans_own_survives_the_adoption_of_a_newer_version(own_city: City) -> None:
    quarter = await Quarter.begun(own_city, planned_ends={"wirkungskontrolle": "2027-02-01"})
    await written(own_city, to_month=3, version=1)

    gates = {gate["phase"]: gate["planned_end"] for gate in (await quarter.adopt(2)).json()["gates"]}

    assert (gates["auftrag"], gates["wirkungskontrolle"]) == ("2024-04-15", "2027-02-01")


async def test_the_same_or_an_unknown_version_is_not_adopted(own_city: City) -> None:
    quarter = await Quarter.begun(own_city)

    assert problem(await quarter.adopt(1)) == (409, "template-older")
    assert problem(await quarter.adopt(7)) == (404, "not-found")


async def test_older_versions_stay_readable(own_city: City) -> None:
    await written(own_city, to_month=3, version=None)
    await written(own_city, to_month=1, version=1)

    first = (await own_city.get(f"{TEMPLATE}/versions/1", by="office")).json()
    listed = (await own_city.get(f"{TEMPLATE}/versions", by="office")).json()["items"]

    assert (first["phases"][0]["to_month"], [template["version"] for template in listed]) == (3, [1, 2])


async def test_a_coordinator_reads_the_template_and_does_not_write_it(own_city: City) -> None:
    coordinator = await own_city.coordinator(await own_city.network())
    stands = await own_city.get(TEMPLATE, by=coordinator)
    body = {"phases": stands.json()["phases"]}

    refused = await own_city.put(TEMPLATE, body, by=coordinator)
    accepted = await own_city.put(TEMPLATE, body)

    assert (stands.status_code, problem(refused)) == (200, (403, "not-permitted"))
    assert created(accepted)["version"] == 1


async def test_a_template_whose_phases_go_back_is_refused(own_city: City) -> None:
    first, second, *rest = (await own_city.get(TEMPLATE, by="office")).json()["phases"]

    answer = await own_city.put(TEMPLATE, {"phases": [second, first, *rest]})

    assert refused_field(answer) == (422, "phases-out-of-order", "phases")
