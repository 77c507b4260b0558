"""Roll-out plans over HTTP: begun, given other dates, begun anew, with their history."""

from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created, problem, refused_field
from tests.services.registry.rollout.quarter import BEGIN, PHASES, SET_UP, Quarter


async def test_a_plan_begins_with_the_days_of_the_template(city: City) -> None:
    quarter = await Quarter.begun(city)

    stands = await quarter.get()

    ends = {gate["phase"]: gate["planned_end"] for gate in stands["gates"]}
    assert (list(ends), ends["auftrag"], ends["verstetigung"], ends["wirkungskontrolle"]) == (
        PHASES,
        "2024-03-15",
        "2025-07-15",
        None,
    )
    assert (stands["round"], stands["is_completed"], any(gate["is_open"] for gate in stands["gates"])) == (
        1,
        False,
        False,
    )


async def test_a_plan_may_have_days_of_its_own(city: City) -> None:
    quarter = await Quarter.begun(city)

    own = await quarter.plan(planned_ends={"auftrag": "2024-04-01", "wirkungskontrolle": "2026-01-15"})
    quarter.version = 2
    reversed_ = await quarter.plan(planned_ends={"auftrag": "2024-12-01"})
    unknown = await quarter.plan(planned_ends={"erfunden": "2024-12-01"})

    ends = {gate["phase"]: gate["planned_end"] for gate in own.json()["gates"]}
    assert (ends["auftrag"], ends["sozialraumanalyse"], ends["wirkungskontrolle"]) == (
        "2024-04-01",
        "2024-05-15",
        "2026-01-15",
    )
    assert refused_field(reversed_) == (422, "ends-before-start", "planned_ends")
    assert refused_field(unknown) == (422, "unknown-reference", "planned_ends")


async def test_a_coordinator_plans_the_own_network_only(city: City) -> None:
    quarter = Quarter(city, await city.network(status="in_set_up"))
    elsewhere, own = await city.coordinator(await city.network()), await city.coordinator(quarter.network)

    refused = await quarter.plan(by=elsewhere)
    unseen = await city.get(quarter.path, by=elsewhere)
    accepted = await quarter.plan(by=own)

    assert (problem(refused), problem(unseen)) == ((403, "not-permitted"), (403, "not-permitted"))
    assert created(accepted)["network"] == quarter.network


async def test_there_is_no_plan_of_an_unknown_network(city: City) -> None:
    nowhere = Quarter(city, fresh_name("nirgendwo"))

    assert problem(await nowhere.plan()) == (404, "not-found")
    assert problem(await city.get(nowhere.path, by="office")) == (404, "not-found")


async def test_a_network_becomes_active_only_through_its_gates(city: City) -> None:
    quarter = await Quarter.begun(city)
    early = await quarter.network_status("active")
    await quarter.finish()

    late = await quarter.network_status("active")

    assert problem(early) == (409, "set-up-unfinished")
    assert "Auftrag, Sozialraumanalyse" in early.json()["detail"]
    assert (late.status_code, late.json()["status"]) == (200, "active")


async def test_a_network_without_a_plan_does_not_become_active(city: City) -> None:
    quarter = Quarter(city, await city.network(status="in_set_up"))

    refused = await quarter.network_status("active")

    assert problem(refused) == (409, "set-up-unfinished")
    assert "Verstetigung" in refused.json()["detail"]


async def test_a_restart_begins_the_next_round_and_keeps_the_earlier_one(city: City) -> None:
    quarter = await Quarter.begun(city)
    live = await quarter.finish()
    await quarter.network_status("active")

    again = await quarter.post("restart", {"started_on": "2025-04-17", "reason": "Neue Aufstellung nach der Pandemie"})

    first, second = (await quarter.get("/rounds"))["rounds"]
    network = (await city.get(f"/networks/{quarter.network}")).json()
    assert (again.json()["round"], any(gate["is_open"] for gate in again.json()["gates"])) == (2, False)
    assert (first["went_live_on"], first["started_on"], first["delay_days"]) == (live.isoformat(), BEGIN, -127)
    assert (second["went_live_on"], second["reason"]) == (None, "Neue Aufstellung nach der Pandemie")
    assert (network["status"], network["restarted"]) == ("restarted", "2025-04-17")


async def test_a_restart_before_the_beginning_is_refused(city: City) -> None:
    quarter = await Quarter.begun(city)

    refused = await quarter.post("restart", {"started_on": "2023-04-17", "reason": "Neue Aufstellung"})

    assert refused_field(refused) == (422, "ends-before-start", "started_on")


async def test_every_version_of_a_plan_is_kept(city: City) -> None:
    quarter = await Quarter.begun(city)
    await quarter.open("auftrag", "2024-03-01")
    await quarter.post("restart", {"started_on": "2025-04-17", "reason": "Neue Aufstellung"})

    history = (await quarter.get("/history"))["items"]

    opened = [sum(gate["is_open"] for gate in version["gates"]) for version in history]
    assert [(version["version"], version["round"]) for version in history] == [(1, 1), (2, 1), (3, 2)]
    assert opened == [0, 1, 0]


async def test_all_gates_open_complete_a_plan(city: City) -> None:
    quarter = await Quarter.begun(city)
    last = await quarter.finish()

    stands = await quarter.get()
    effect = await quarter.open("wirkungskontrolle", last.isoformat())

    assert stands["is_completed"]
    assert [gate["phase"] for gate in stands["gates"] if gate["is_open"]] == SET_UP
    assert all(gate["is_open"] for gate in effect.json()["gates"])
