"""How a network works travels with its archive: its plan, its bodies and groups, its agreements."""

from datetime import date
from uuid import uuid4

from services.registry.domain.rollout.self_assessment import SUCCESS_FACTORS
from shared.contracts.catalogue import CATALOGUE
from tests.services.registry.agreements.two_houses import TwoHouses
from tests.services.registry.circles.circle import DECISION, MEETING, a_body, a_group, id_of
from tests.services.registry.city import City, Json, created
from tests.services.registry.exchange.archive_files import contents, put_in, taken_out

SCORES = [{"factor": factor, "score": 3} for factor in SUCCESS_FACTORS]


def facts(events: list[Json]) -> list[tuple[object, ...]]:
    """What events say, whatever zone their times are written in."""
    return [
        (event["subjectversion"], event["network"], CATALOGUE.read(event["type"], event["data"])) for event in events
    ]


async def busy_network(city: City) -> tuple[str, list[str]]:
    """A network at work, and the subjects of what it told."""
    houses = await TwoHouses.found(city)
    network, kita = houses.network, houses.kita
    agreement = await houses.agree(obligations=[houses.owed(date(2027, 3, 1))])
    body = await a_body(city, network, members=[{"partner": str(kita), "function": "Vorsitz"}])
    group = await a_group(city, network)
    meeting, decision = f"{body}/meetings/{uuid4()}", f"{group}/decisions/{uuid4()}"
    created(await city.put(f"{group}/members/{kita}", {"joined_on": "2026-01-01"}))
    created(await city.put(meeting, MEETING))
    created(await city.put(decision, DECISION))
    result = f"{group}/results/{uuid4()}"
    created(await city.put(result, {"reached_on": "2026-05-04", "label": "Mappe"}))
    created(await city.put(f"/rollout/plans/{network}", {"started_on": "2024-01-15"}))
    created(await city.put(f"/rollout/assessments/{network}/2025", {"scores": SCORES}))
    return network, [
        f"agreement/{agreement}",
        f"body/{id_of(body)}",
        f"working-group/{id_of(group)}",
        f"group-membership/{id_of(group)}/{kita}",
        f"meeting/{id_of(meeting)}",
        f"decision/{id_of(decision)}",
        f"group-result/{id_of(result)}",
        f"rollout-plan/{network}",
        f"self-assessment/{network}/2025",
    ]


async def test_how_a_network_works_is_the_same_in_another_system(city: City, empty_city: City) -> None:
    network, subjects = await busy_network(city)
    archive = await taken_out(city, network)

    restored = await put_in(empty_city, network, archive)

    assert restored.status_code == 201, restored.text
    assert contents(await taken_out(empty_city, network)) == contents(archive)
    there = {subject: facts((await city.events_of(subject))[-1:]) for subject in subjects}
    here = {subject: facts(await empty_city.events_of(subject)) for subject in subjects}
    assert here == there


async def test_accounts_do_not_travel(city: City) -> None:
    network, _ = await busy_network(city)

    files = contents(await taken_out(city, network))

    accounts = {city.platform.account("office").encode()}
    assert [name for name, content in files.items() if any(account in content for account in accounts)] == []
    assert b'"confirmed_by":null' in files["rollout_plans.ndjson"]
