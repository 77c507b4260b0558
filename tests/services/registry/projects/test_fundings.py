"""Fundings: known to those who answer for a project, with an alarm half a year before each end, and in the portfolio."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from services.registry.use_cases.pass_days import let_day_come
from tests.services.registry.city import City, Json, created, problem, refused_field

PROJECT: Json = {"label": "Kinderstube", "kind": "kinderstube", "state": "running"}
END = date(2031, 12, 31)
HALF_A_YEAR_BEFORE = date(2031, 6, 30)


async def project_of(city: City, **said: Any) -> tuple[UUID, str]:
    """A project of a network of its own; the project and the network."""
    network, project = await city.network(), uuid4()
    created(await city.put(f"/projects/{project}", {**PROJECT, "networks": [network], **said}))
    return project, network


async def funding_of(city: City, project: UUID, **said: Any) -> UUID:
    funding = uuid4()
    body = {"source": "Stiftung", "amount_cents": 5_000_000, "ends_on": str(END), **said}
    created(await city.put(f"/projects/{project}/fundings/{funding}", body))
    return funding


async def day_comes(city: City, day: date) -> None:
    await let_day_come(city.registry.running.edge, day)


async def alarms_of(city: City, project: UUID) -> list[Json]:
    query = text(
        "SELECT body -> 'data' FROM event_log WHERE subject LIKE 'funding-alarm/%'"
        " AND body -> 'data' ->> 'project' = :project ORDER BY position"
    )
    async with city.registry.running.edge.reading() as connection:
        return list((await connection.execute(query, {"project": str(project)})).scalars())


async def test_each_end_of_a_funding_is_alarmed_of_once_half_a_year_before(city: City) -> None:
    project, network = await project_of(city)
    funding = await funding_of(city, project)

    await day_comes(city, date(2031, 6, 29))
    too_early = await alarms_of(city, project)
    await day_comes(city, HALF_A_YEAR_BEFORE)
    await day_comes(city, date(2031, 7, 1))

    (alarm,) = await alarms_of(city, project)
    assert too_early == []
    assert (alarm["funding"], alarm["ends_on"], alarm["networks"]) == (str(funding), str(END), [network])


async def test_a_new_end_is_alarmed_of_anew(city: City) -> None:
    project, _ = await project_of(city)
    funding = await funding_of(city, project)
    await day_comes(city, HALF_A_YEAR_BEFORE)

    prolonged = {"source": "Stiftung", "amount_cents": 5_000_000, "ends_on": "2033-12-31"}
    await city.put(f"/projects/{project}/fundings/{funding}", prolonged, version=1)
    await day_comes(city, date(2033, 7, 1))

    assert [alarm["ends_on"] for alarm in await alarms_of(city, project)] == [str(END), "2033-12-31"]


async def test_nobody_is_alarmed_of_what_is_over_or_withdrawn(city: City) -> None:
    ended, _ = await project_of(city, state="ended")
    running, _ = await project_of(city)
    await funding_of(city, ended)
    await funding_of(city, running, withdrawn=True)
    await funding_of(city, running, ends_on="2031-06-01")

    await day_comes(city, HALF_A_YEAR_BEFORE)

    assert (await alarms_of(city, ended), await alarms_of(city, running)) == ([], [])


async def test_the_portfolio_tells_what_ends_when(city: City) -> None:
    project, network = await project_of(city, ends_on="2032-06-30")
    funding = await funding_of(city, project)
    coordinator, stranger = await city.coordinator(network), await city.coordinator(await city.network())

    ends = (await city.get("/projects/portfolio", by=coordinator)).json()["items"]
    soon = (await city.get("/projects/portfolio", by=coordinator, until="2031-12-31")).json()["items"]
    foreign = (await city.get("/projects/portfolio", by=stranger)).json()["items"]

    assert [(end["ends_on"], end["id"]) for end in ends] == [(str(END), str(funding)), ("2032-06-30", str(project))]
    assert (ends[0]["source"], ends[0]["amount_cents"], ends[1]["funding"]) == ("Stiftung", 5_000_000, None)
    assert (len(soon), foreign) == (1, [])


async def test_the_portfolio_comes_in_pages(city: City) -> None:
    project, network = await project_of(city)
    fundings = {str(await funding_of(city, project)) for _ in range(3)}
    coordinator = await city.coordinator(network)

    first = (await city.get("/projects/portfolio", by=coordinator, limit=2)).json()
    second = (await city.get("/projects/portfolio", by=coordinator, limit=2, cursor=first["next"])).json()

    assert {end["id"] for end in first["items"] + second["items"]} == fundings
    assert (len(first["items"]), second["next"]) == (2, None)


async def test_who_pays_is_known_to_those_who_answer_for_the_project(city: City) -> None:
    lead = await city.partner()
    project, network = await project_of(city, lead=str(lead))
    await funding_of(city, project)
    path = f"/projects/{project}/fundings"

    by_lead = await city.get(path, by=await city.person_of(lead))
    by_coordinator = await city.get(path, by=await city.coordinator(network))
    by_stranger = await city.get(path, by=await city.coordinator(await city.network()))

    assert [funding["source"] for funding in by_lead.json()["items"]] == ["Stiftung"]
    assert by_coordinator.json() == by_lead.json()
    assert problem(by_stranger) == (403, "not-permitted")
    assert problem(await city.get(path)) == (401, "not-signed-in")


async def test_a_funding_belongs_to_its_project(city: City) -> None:
    project, network = await project_of(city)
    other, _ = await project_of(city)
    funding = await funding_of(city, project)
    body = {"source": "Land", "starts_on": "2027-01-01", "ends_on": "2026-01-01"}
    stranger = await city.coordinator(await city.network())

    moved = await city.put(f"/projects/{other}/fundings/{funding}", {"source": "Land"}, version=1)
    backwards = await city.put(f"/projects/{project}/fundings/{funding}", body, version=1)
    foreign = await city.put(f"/projects/{project}/fundings/{funding}", {"source": "Land"}, by=stranger, version=1)
    nowhere = await city.put(f"/projects/{uuid4()}/fundings/{uuid4()}", {"source": "Land"})

    assert problem(moved) == problem(nowhere) == (404, "not-found")
    assert refused_field(backwards) == (422, "ends-before-start", "ends_on")
    assert problem(foreign) == (403, "not-permitted")
    (event,) = await city.events_of(f"funding/{funding}")
    assert (event["data"]["amount_cents"], event["network"]) == (5_000_000, network)
