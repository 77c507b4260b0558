"""Gates over HTTP: evidence, somebody who confirms, order, and what is told of them."""

from shared.contracts.catalogue import CATALOGUE
from shared.contracts.registry import RolloutPlanChanged
from tests.services.registry.city import City, problem, refused_field
from tests.services.registry.rollout.quarter import Quarter


async def test_a_gate_opens_with_its_evidence_confirmed_by_the_one_who_asks(city: City) -> None:
    quarter = await Quarter.begun(city)
    coordinator = await city.coordinator(quarter.network)

    answer = await quarter.open("auftrag", "2024-03-01", by=coordinator)

    gate = answer.json()["gates"][0]
    assert (answer.status_code, answer.headers["ETag"], gate["is_open"]) == (200, '"2"', True)
    assert gate["evidence"] == {"title": "Protokoll auftrag", "dated": "2024-03-01", "reference": None}
    assert gate["confirmed_by"] == city.platform.account(coordinator)


async def test_without_evidence_no_gate_opens(city: City) -> None:
    quarter = await Quarter.begun(city)

    bare = await quarter.open("auftrag", "2024-03-01", evidence=None)
    untitled = await quarter.open("auftrag", "2024-03-01", evidence={"title": "", "dated": "2024-03-01"})
    accepted = await quarter.open("auftrag", "2024-03-01")

    assert (bare.status_code, untitled.status_code, accepted.status_code) == (422, 422, 200)


async def test_gates_open_in_order(city: City) -> None:
    quarter = await Quarter.begun(city)

    refused = await quarter.open("auftakt", "2024-03-01")

    assert problem(refused) == (409, "earlier-gates-closed")
    assert "Auftrag, Sozialraumanalyse" in refused.json()["detail"]


async def test_an_open_gate_is_not_opened_again_and_closed_only_by_the_office_with_a_reason(city: City) -> None:
    quarter = await Quarter.begun(city)
    coordinator = await city.coordinator(quarter.network)
    await quarter.open("auftrag", "2024-03-01")

    again = await quarter.open("auftrag", "2024-03-02")
    by_coordinator = await quarter.post("gates/auftrag/closing", {"reason": "Irrtum"}, by=coordinator)
    without_reason = await quarter.post("gates/auftrag/closing", {})
    closed = await quarter.post("gates/auftrag/closing", {"reason": "Der Beschluss wurde aufgehoben"})
    reopened = await quarter.open("auftrag", "2024-04-02")

    assert (problem(again), problem(by_coordinator)) == ((409, "gate-is-open"), (403, "not-permitted"))
    assert without_reason.status_code == 422
    assert closed.json()["gates"][0]["closed_because"] == "Der Beschluss wurde aufgehoben"
    assert (reopened.json()["gates"][0]["opened_on"], reopened.json()["version"]) == ("2024-04-02", 4)


async def test_a_day_in_the_future_opens_no_gate(city: City) -> None:
    quarter = await Quarter.begun(city)

    opened = await quarter.open("auftrag", "2199-01-01", evidence={"title": "Beschluss", "dated": "2024-02-01"})
    dated = await quarter.open("auftrag", "2024-03-01", evidence={"title": "Beschluss", "dated": "2199-02-01"})

    assert refused_field(opened) == (422, "day-yet-to-come", "opened_on")
    assert refused_field(dated) == (422, "day-yet-to-come", "evidence/dated")


async def test_a_gate_that_the_plan_does_not_have_is_not_found(city: City) -> None:
    quarter = await Quarter.begun(city)

    assert problem(await quarter.open("erfunden", "2024-03-01")) == (404, "not-found")


async def test_of_two_who_open_gates_at_the_same_time_the_second_sees_the_first(city: City) -> None:
    quarter = await Quarter.begun(city)
    await quarter.open("auftrag", "2024-03-01")
    quarter.version = 1

    assert problem(await quarter.open("sozialraumanalyse", "2024-03-02")) == (412, "precondition-failed")


async def test_neither_account_nor_document_is_in_an_event_but_both_are_in_the_audit_trail(city: City) -> None:
    quarter = await Quarter.begun(city)
    await quarter.open("auftrag", "2024-03-01")

    *_, event = await city.events_of(f"rollout-plan/{quarter.network}")
    *_, line = await city.audit_of("rollout-plan", quarter.network)

    told = CATALOGUE.read(event["type"], event["data"])
    assert isinstance(told, RolloutPlanChanged)
    assert (told.gates[0].label, str(told.gates[0].opened_on)) == ("Auftrag", "2024-03-01")
    assert "Protokoll" not in str(event["data"])
    assert city.platform.account("office") not in str(event["data"])
    assert line["after"]["gates"][0]["confirmed_by"] == line["account"] == city.platform.account("office")
