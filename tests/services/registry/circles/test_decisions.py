"""Decisions that can be traced: taken, revised, lifted, never rewritten."""

from uuid import uuid4

from tests.services.registry.circles.circle import DECISION, MEETING, a_body, id_of
from tests.services.registry.city import City, created, problem, refused_field


async def test_a_decision_is_not_rewritten(city: City) -> None:
    path = f"{await a_body(city, await city.network())}/decisions/{uuid4()}"
    created(await city.put(path, DECISION))

    rewritten = await city.put(path, {**DECISION, "text": "Etwas anderes."}, version=1)
    lifted = await city.put(path, {**DECISION, "status": "lifted"}, version=1)
    revived = await city.put(path, DECISION, version=2)

    assert problem(rewritten) == (409, "decision-stands")
    assert lifted.json()["status"] == "lifted"
    assert problem(revived) == (409, "step-not-possible")


async def test_a_later_decision_replaces_an_earlier_one_and_the_chain_shows_it(city: City) -> None:
    decisions = f"{await a_body(city, await city.network())}/decisions"
    first, second, third = (f"{decisions}/{uuid4()}" for _ in range(3))
    created(await city.put(first, DECISION))
    created(await city.put(second, {**DECISION, "number": "2026/2", "revises": id_of(first)}))
    created(await city.put(third, {**DECISION, "number": "2026/3", "revises": id_of(second)}))

    branch = await city.put(f"{decisions}/{uuid4()}", {**DECISION, "number": "2026/4", "revises": id_of(first)})
    chain = (await city.get(f"{second}/chain", by="office")).json()["items"]

    assert problem(branch) == (409, "decision-is-over")
    assert [(each["number"], each["status"]) for each in chain] == [
        ("2026/1", "revised"),
        ("2026/2", "revised"),
        ("2026/3", "in_force"),
    ]
    in_force = (await city.get(decisions, by="office", status="in_force")).json()["items"]
    assert [each["id"] for each in in_force] == [id_of(third)]


async def test_what_is_revised_is_told_together_with_what_revises_it(city: City) -> None:
    decisions = f"{await a_body(city, await city.network())}/decisions"
    first, second = f"{decisions}/{uuid4()}", f"{decisions}/{uuid4()}"
    created(await city.put(first, DECISION))

    created(await city.put(second, {**DECISION, "number": "2026/2", "revises": id_of(first)}))

    told = [event["data"] for event in await city.events_of(f"decision/{id_of(first)}")]
    assert [state["status"] for state in told] == ["in_force", "revised"]
    assert [state for state in told if "text" in state] == []


async def test_a_decision_refers_to_its_own_circle_only_and_has_a_number_of_its_own(city: City) -> None:
    network = await city.network()
    circle, other = await a_body(city, network), await a_body(city, network)
    meeting, foreign = uuid4(), uuid4()
    created(await city.put(f"{circle}/meetings/{meeting}", MEETING))
    created(await city.put(f"{other}/decisions/{foreign}", DECISION))
    path = f"{circle}/decisions/{uuid4()}"

    revises_other = await city.put(path, {**DECISION, "revises": str(foreign)})
    unknown_meeting = await city.put(path, {**DECISION, "meeting": str(uuid4())})
    accepted = await city.put(path, {**DECISION, "meeting": str(meeting)})
    same_number = await city.put(f"{circle}/decisions/{uuid4()}", DECISION)

    assert refused_field(revises_other) == (422, "unknown-reference", "revises")
    assert refused_field(unknown_meeting) == (422, "unknown-reference", "meeting")
    assert created(accepted)["meeting"] == str(meeting)
    assert refused_field(same_number) == (422, "named-twice", "number")


async def test_decisions_are_read_by_the_people_of_the_network(city: City) -> None:
    network, partner = await city.network(), await city.partner()
    created(await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied", "joined_on": "2020-05-01"}))
    path = f"{await a_body(city, network)}/decisions/{uuid4()}"
    created(await city.put(path, DECISION))

    stranger = await city.get(path)
    nobody = await city.get(path, by="jemand ohne Berechtigung")
    elsewhere = await city.get(path, by=await city.coordinator(await city.network()))
    member = await city.get(path, by=await city.person_of(partner))

    assert (problem(stranger), problem(nobody)) == ((401, "not-signed-in"), (403, "not-permitted"))
    assert problem(elsewhere) == (403, "not-permitted")
    assert member.json()["text"] == DECISION["text"]
