"""Wishes are counted without a trace of who wished, and told from five on."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created, problem, refused_field


async def phase_of(city: City) -> str:
    key = fresh_name("phase")
    created(await city.put(f"/life-phases/{key}", {"label": "0 bis 2", "ages": {"max_months": 24}, "order": 1}))
    return key


async def wished(city: City, network: str, phase: str, *, times: int = 1, **said: Any) -> httpx.Response:
    """Wish as the portal does for its visitors, each another one."""
    body = {"network": network, "phase": phase, "theme": "betreuung", **said}
    for _ in range(times):
        headers = {**city.platform.headers("portal"), "Visitor": fresh_name("visitor")}
        answer = await city.registry.http.post("/wishes", json=body, headers=headers)
    return answer


async def figures(city: City, network: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await city.get("/wishes/figures", network=network)).json()["items"]
    return found


async def test_a_wish_is_told_from_five_on_and_in_round_figures(city: City) -> None:
    network, phase = await city.network(), await phase_of(city)

    await wished(city, network, phase, times=4)
    of_four = await figures(city, network)
    await wished(city, network, phase, times=2)
    of_six = await figures(city, network)

    assert of_four == []
    assert of_six == [{"network": network, "phase": phase, "theme": "betreuung", "at_least": 5}]


async def test_an_event_is_told_only_at_round_numbers(city: City) -> None:
    network, phase = await city.network(), await phase_of(city)

    await wished(city, network, phase, times=11)

    events = await city.events_of(f"wish/{network}/{phase}/betreuung")
    assert [(event["subjectversion"], event["data"]["at_least"]) for event in events] == [(1, 5), (2, 10)]


async def test_a_wish_needs_no_name_and_leaves_no_line_in_the_audit_trail(city: City) -> None:
    network, phase = await city.network(), await phase_of(city)

    answer = await city.registry.http.post("/wishes", json={"network": network, "phase": phase, "theme": "lesen"})

    assert answer.status_code == 204
    assert await city.audit_of("wish", f"{network}/{phase}/lesen") == []


async def test_a_wish_names_known_things_and_nothing_else(city: City) -> None:
    network, phase = await city.network(), await phase_of(city)

    elsewhere = await wished(city, "nirgendwo", phase)
    no_theme = await wished(city, network, phase, theme="alles")
    with_text = await wished(city, network, phase, text="Mein Sohn Max")

    assert refused_field(elsewhere) == (422, "unknown-reference", "network")
    assert refused_field(no_theme) == (422, "invalid-input", "theme")
    assert refused_field(with_text) == (422, "invalid-input", "text")


async def test_one_source_does_not_wish_without_end(city: City) -> None:
    network, phase = await city.network(), await phase_of(city)
    headers = {**city.platform.headers("portal"), "Visitor": fresh_name("visitor")}
    body = {"network": network, "phase": phase, "theme": "betreuung"}

    answers = [await city.registry.http.post("/wishes", json=body, headers=headers) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [204] * 30 + [429]


@pytest.fixture
async def quarter(city: City) -> tuple[str, str]:
    return await city.network(), await phase_of(city)


GIVER = {"kind": "volunteer", "gift": "time", "theme": "betreuung"}


def fresh_id() -> str:
    return str(uuid4())


async def test_a_hole_is_matched_with_open_givers(city: City, quarter: tuple[str, str]) -> None:
    network, phase = quarter
    coordinator = await city.coordinator(network)
    ids = [fresh_id() for _ in range(2)]
    await wished(city, network, phase, times=5)
    for giver in ids:
        created(await city.put(f"/givers/{giver}", {**GIVER, "network": network}, by=coordinator))
    matched = {**GIVER, "network": network, "state": "matched", "matched_phase": phase}
    assert (await city.put(f"/givers/{ids[0]}", matched, by=coordinator, version=1)).status_code == 200

    (match,) = (await city.get("/givers/matches", by=coordinator, network=network)).json()["items"]

    assert (match["at_least"], [giver["id"] for giver in match["givers"]]) == (5, [ids[1]])
    told = await city.events_of(f"giver/{ids[0]}")
    assert [event["data"]["state"] for event in told] == ["open", "matched"]


async def test_a_closed_giver_stays_closed(city: City, quarter: tuple[str, str]) -> None:
    network, _ = quarter
    path, closed = f"/givers/{fresh_id()}", {**GIVER, "network": network, "state": "closed"}
    created(await city.put(path, {**GIVER, "network": network}))
    await city.put(path, closed, version=1)

    again = await city.put(path, {**GIVER, "network": network}, version=2)

    assert problem(again) == (409, "giver-not-reachable")


async def test_a_coordinator_sees_and_keeps_givers_of_the_own_quarter_only(
    city: City, quarter: tuple[str, str]
) -> None:
    network, _ = quarter
    stranger = await city.coordinator(await city.network())
    path = f"/givers/{fresh_id()}"
    created(await city.put(path, {**GIVER, "network": network}))

    seen = await city.get("/givers", by=stranger, network=network)
    one = await city.get(path, by=stranger)
    changed = await city.put(path, {**GIVER, "network": network, "gift": "rooms"}, by=stranger, version=1)

    assert [problem(answer) for answer in (seen, one, changed)] == [(403, "not-permitted")] * 3


async def test_an_organisation_offers_its_own_rooms(city: City, quarter: tuple[str, str]) -> None:
    network, phase = quarter
    partner = await city.partner()
    person = await city.person_of(partner)
    body = {"network": network, "kind": "company", "gift": "rooms", "theme": "begegnung", "phases": [phase]}

    own = await city.put(f"/givers/{fresh_id()}", {**body, "partner": str(partner)}, by=person)
    foreign = await city.put(f"/givers/{fresh_id()}", {**body, "partner": str(await city.partner())}, by=person)

    assert created(own)["state"] == "open"
    assert problem(foreign) == (403, "not-permitted")
