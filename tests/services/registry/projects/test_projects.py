"""Projects: public facts, a life step by step, and filters for each question that is asked of a portfolio."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.registry.domain.projects.project import ServedGoal
from services.registry.storage.projects import goals
from shared.contracts.catalogue import CATALOGUE
from shared.contracts.registry import ProjectDefined
from shared.identity.gate import routes_with_access
from tests.services.registry.city import City, Json, created, problem, refused_field

BODY: Json = {"label": "Sprachschule", "kind": "sprachschule"}
GOAL: Json = {"id": "sprache", "text": "Jedes Kind spricht Deutsch, wenn es in die Schule kommt."}
STEWARDS = "office or coordinator of {network}"
INSIGHT = f"{STEWARDS} or partner of {{organisation}}"
RULES = {
    "GET /projects": "public",
    "GET /projects/portfolio": STEWARDS,
    "GET /projects/{project_id}": "public",
    "PUT /projects/{project_id}": STEWARDS,
    "GET /projects/{project_id}/versions": INSIGHT,
    "GET /projects/{project_id}/fundings": INSIGHT,
    "GET /projects/{project_id}/fundings/{funding_id}": INSIGHT,
    "PUT /projects/{project_id}/fundings/{funding_id}": STEWARDS,
}


async def project_of(city: City, **said: Any) -> UUID:
    project = uuid4()
    created(await city.put(f"/projects/{project}", {**BODY, **said}))
    return project


async def found(city: City, **query: Any) -> list[str]:
    return [shown["id"] for shown in (await city.get("/projects", **query)).json()["items"]]


def test_every_route_has_the_rule_that_is_written_here(city: City) -> None:
    rules = {
        f"{method} {route.path}": str(rule)
        for route, rule in routes_with_access(city.registry.app)
        for method in route.methods or ()
        if "projects" in (getattr(route, "tags", None) or ())
    }

    assert rules == RULES


async def test_a_project_is_told_to_everybody_with_all_its_facts(city: City) -> None:
    network, lead, project = await city.network(goals=[GOAL]), await city.partner(), uuid4()
    body = {
        **BODY,
        "networks": [network],
        "lead": str(lead),
        "goals": [{"network": network, "goal": GOAL["id"]}],
        "scientific_partner": "Hochschule",
        "evaluation": "Bericht liegt vor.",
        "starts_on": "2020-01-01",
        "ends_on": "2027-12-31",
        "prizes": [{"year": 2021, "label": "Preis"}],
        "sites": [{"label": f"Standort {n}", "state": "running"} for n in range(4)]
        + [{"label": f"Standort {n}", "state": "planned"} for n in (4, 5)],
        "transfers": [{"municipality": "Herten", "state": "preparing", "since": "2025-03-01"}],
        "state": "running",
    }

    made = created(await city.put(f"/projects/{project}", body))

    (event,) = await city.events_of(f"project/{project}")
    assert CATALOGUE.read(event["type"], event["data"]) == ProjectDefined.model_validate({**body, "id": project})
    assert (event["network"], (await city.get(f"/projects/{project}")).json()) == (network, made)
    assert [site["state"] for site in made["sites"]].count("running") == 4


async def test_a_project_goes_on_step_by_step(city: City) -> None:
    project = await project_of(city)
    path = f"/projects/{project}"

    leap = await city.put(path, {**BODY, "state": "running"}, version=1)
    planned = await city.put(path, {**BODY, "state": "planned"}, version=1)
    running = await city.put(path, {**BODY, "state": "running"}, version=2)
    stays = await city.put(path, {**BODY, "state": "made_permanent"}, version=3)
    after = await city.put(path, {**BODY, "state": "ended"}, version=4)

    assert problem(leap) == problem(after) == (409, "project-cannot-become")
    assert "geplant" in leap.json()["detail"]
    assert [answer.json()["state"] for answer in (planned, running, stays)] == ["planned", "running", "made_permanent"]
    versions = (await city.get(f"{path}/versions", by="office")).json()["items"]
    assert [kept["state"]["state"] for kept in versions] == ["idea", "planned", "running", "made_permanent"]


async def test_projects_are_found_by_whatever_is_asked(city: City) -> None:
    goal = {"id": f"ziel-{uuid4().hex[:8]}", "text": "Kurze Wege"}
    network, lead = await city.network(goals=[goal]), await city.partner()
    served = {"network": network, "goal": goal["id"]}
    away = f"Stadt {uuid4().hex[:8]}"
    near = await project_of(city, networks=[network], kind="surroundings", goals=[served], label="A")
    far = await project_of(
        city,
        networks=[network],
        label="Öl",
        state="running",
        lead=str(lead),
        transfers=[{"municipality": away, "state": "running"}],
    )

    assert await found(city, network=network) == [str(near), str(far)]
    assert await found(city, network=network, kind="surroundings") == [str(near)]
    assert await found(city, network=network, state="running") == [str(far)]
    assert await found(city, network=network, q="ol") == [str(far)]
    assert await found(city, goal=goal["id"]) == [str(near)]
    assert await found(city, lead=str(lead)) == [str(far)]
    assert await found(city, municipality=away) == [str(far)]


async def test_a_goal_asked_for_with_its_network_is_not_the_one_of_another_network(city: City) -> None:
    here, there = await city.network(goals=[GOAL]), await city.network(goals=[GOAL])
    serving = [{"network": there, "goal": GOAL["id"]}]
    project = await project_of(city, networks=[here, there], goals=serving)

    assert await found(city, network=there, goal=GOAL["id"]) == [str(project)]
    assert await found(city, network=here, goal=GOAL["id"]) == []


async def test_what_no_project_can_say_is_refused_by_its_field(city: City) -> None:
    path = f"/projects/{uuid4()}"
    twice = [{"municipality": "Herten", "state": "running"}, {"municipality": "Herten", "state": "ended"}]

    backwards = await city.put(path, {**BODY, "starts_on": "2026-01-01", "ends_on": "2025-01-01"})
    nowhere = await city.put(path, {**BODY, "networks": ["gibt-es-nicht"]})
    nobody = await city.put(path, {**BODY, "lead": str(uuid4())})
    aimless = await city.put(path, {**BODY, "goals": [{"network": await city.network(), "goal": "keins"}]})
    doubled = await city.put(path, {**BODY, "transfers": twice})

    assert refused_field(backwards) == (422, "ends-before-start", "ends_on")
    assert refused_field(nowhere) == (422, "unknown-reference", "networks")
    assert refused_field(nobody) == (422, "unknown-reference", "lead")
    assert refused_field(aimless) == (422, "unknown-reference", "goals")
    assert refused_field(doubled) == (422, "named-twice", "transfers")
    assert (await city.put(path, BODY)).status_code == 201


async def test_a_coordinator_changes_the_projects_of_the_own_network_only(city: City) -> None:
    own, other = await city.network(), await city.network()
    coordinator = await city.coordinator(own)
    shared, mine = await project_of(city, networks=[own, other]), uuid4()

    made = await city.put(f"/projects/{mine}", {**BODY, "networks": [own]}, by=coordinator)
    given = await city.put(f"/projects/{mine}", {**BODY, "networks": [other]}, by=coordinator, version=1)
    freed = await city.put(f"/projects/{mine}", BODY, by=coordinator, version=1)
    taken = await city.put(f"/projects/{shared}", {**BODY, "networks": [own]}, by=coordinator, version=1)

    assert created(made)["version"] == 1
    assert problem(given) == problem(freed) == problem(taken) == (403, "not-permitted")


async def test_a_goal_that_projects_serve_is_not_given_up(city: City) -> None:
    other = {"id": "lesen", "text": "Jedes Kind hat ein Buch."}
    network = await city.network(goals=[GOAL, other])
    stands = (await city.get(f"/networks/{network}")).json()
    await project_of(city, label="Sprachschule Süd", goals=[{"network": network, "goal": GOAL["id"]}])
    body = {name: value for name, value in stands.items() if name not in {"id", "version"}}

    refused = await city.put(f"/networks/{network}", {**body, "goals": [other]}, version=1)
    reworded = await city.put(
        f"/networks/{network}", {**body, "goals": [{**GOAL, "text": "Alle Kinder sprechen Deutsch."}]}, version=1
    )

    assert (problem(refused), refused.json()["pointing"]) == ((409, "still-pointed-to"), ["Sprachschule Süd"])
    assert GOAL["text"] in refused.json()["detail"]
    assert (reworded.status_code, [goal["id"] for goal in reworded.json()["goals"]]) == (200, [GOAL["id"]])


async def test_a_goal_does_not_go_while_a_project_is_about_to_serve_it(city: City) -> None:
    network = await city.network(goals=[GOAL])
    served = ServedGoal(network=network, goal=GOAL["id"])

    async with city.registry.running.edge.transaction() as work:
        known = await goals.known(work.connection, [served])
        with pytest.raises(DBAPIError, match="lock timeout"):
            await hold_at_once(city, network)

    assert known == {served}
    await hold_at_once(city, network)


async def hold_at_once(city: City, network: str) -> None:
    async with city.registry.running.edge.transaction() as work:
        await work.connection.execute(text("SET LOCAL lock_timeout = '1ms'"))
        await goals.hold(work.connection, network)
