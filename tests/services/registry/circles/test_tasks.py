"""What circles ask partners to do, and who reports that it is done."""

from uuid import uuid4

from tests.services.registry.circles.circle import a_group, id_of
from tests.services.registry.city import City, created, problem, refused_field

TASK = {"label": "Räume anfragen", "due_on": "2026-05-01"}


async def test_the_responsible_partner_reports_a_task_done_and_changes_nothing_else(city: City) -> None:
    partner = await city.partner()
    person, foreign = await city.person_of(partner), await city.person_of(await city.partner())
    path, body = f"{await a_group(city, await city.network())}/tasks/{uuid4()}", {**TASK, "responsible": str(partner)}
    created(await city.put(path, body))

    moved = await city.put(path, {**body, "due_on": "2027-01-01"}, by=person, version=1)
    by_another = await city.put(path, {**body, "done_on": "2026-04-01"}, by=foreign, version=1)
    done = await city.put(path, {**body, "done_on": "2026-04-01"}, by=person, version=1)

    assert {problem(moved), problem(by_another)} == {(403, "not-permitted")}
    assert done.json()["done_on"] == "2026-04-01"


async def test_open_tasks_are_listed_by_the_day_they_are_due(city: City) -> None:
    group = await a_group(city, await city.network())
    bodies = ({"label": "Ohne Tag"}, {**TASK, "label": "Bald"}, {**TASK, "done_on": "2026-04-01"})
    for body in bodies:
        created(await city.put(f"{group}/tasks/{uuid4()}", body))

    first = (await city.get(f"{group}/tasks", by="office", open=True, limit=1)).json()
    second = (await city.get(f"{group}/tasks", by="office", open=True, limit=1, cursor=first["next"])).json()

    assert [task["label"] for task in (*first["items"], *second["items"])] == ["Bald", "Ohne Tag"]
    assert second["next"] is None


async def test_a_partner_sees_what_all_circles_wait_for_and_a_coordinator_what_the_own_do(city: City) -> None:
    partner = await city.partner()
    person, foreign = await city.person_of(partner), await city.person_of(await city.partner())
    networks = [await city.network(), await city.network()]
    for network in networks:
        path = f"{await a_group(city, network)}/tasks/{uuid4()}"
        created(await city.put(path, {**TASK, "responsible": str(partner)}))

    own = await city.get(f"/partners/{partner}/tasks", by=person)
    coordinators = await city.get(f"/partners/{partner}/tasks", by=await city.coordinator(networks[0]))

    assert (len(own.json()["items"]), len(coordinators.json()["items"])) == (2, 1)
    assert problem(await city.get(f"/partners/{partner}/tasks", by=foreign)) == (403, "not-permitted")


async def test_a_task_names_a_known_partner_and_is_told(city: City) -> None:
    path = f"{await a_group(city, await city.network())}/tasks/{uuid4()}"

    unknown = await city.put(path, {**TASK, "responsible": str(uuid4())})
    created(await city.put(path, TASK))

    assert refused_field(unknown) == (422, "unknown-reference", "responsible")
    (told,) = await city.events_of(f"circle-task/{id_of(path)}")
    assert told["data"]["due_on"] == "2026-05-01"
