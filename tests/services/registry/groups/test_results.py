"""What working groups have brought about: kept with its history, told without its wording."""

from uuid import uuid4

from tests.services.registry.circles.circle import MEETING, a_body, a_group, id_of
from tests.services.registry.city import City, Json, created, problem, refused_field

RESULT: Json = {
    "reached_on": "2026-05-04",
    "label": "Mappe für den Übergang",
    "text": "Frau Beispiel hat sie gezeichnet.",
}


async def test_a_result_is_told_without_what_its_wording_may_name(city: City) -> None:
    network = await city.network()
    group, coordinator = await a_group(city, network), await city.coordinator(network)
    meeting, path = uuid4(), f"{group}/results/{uuid4()}"
    created(await city.put(f"{group}/meetings/{meeting}", {**MEETING, "status": "held"}))

    stands = created(await city.put(path, {**RESULT, "meeting": str(meeting)}, by=coordinator))

    (told,) = await city.events_of(f"group-result/{id_of(path)}")
    assert (stands["text"], stands["group"]) == (RESULT["text"], id_of(group))
    assert told["network"] == network
    assert told["data"] == {
        "id": id_of(path),
        "group": id_of(group),
        "reached_on": RESULT["reached_on"],
        "label": RESULT["label"],
        "meeting": str(meeting),
    }
    assert (await city.get(path, by=coordinator)).json() == stands


async def test_results_are_listed_by_their_day_page_by_page(city: City) -> None:
    group = await a_group(city, await city.network())
    days = ("2026-03-01", "2025-03-01", "2026-01-01")
    for day in days:
        created(await city.put(f"{group}/results/{uuid4()}", {**RESULT, "reached_on": day}))

    first = (await city.get(f"{group}/results", by="office", limit=2)).json()
    rest = (await city.get(f"{group}/results", by="office", limit=2, cursor=first["next"])).json()

    assert [each["reached_on"] for each in (*first["items"], *rest["items"])] == sorted(days)


async def test_a_result_is_corrected_in_its_next_version(city: City) -> None:
    path = f"{await a_group(city, await city.network())}/results/{uuid4()}"
    created(await city.put(path, RESULT))

    changed = await city.put(path, {**RESULT, "label": "Mappe in vier Sprachen"}, version=1)
    late = await city.put(path, RESULT, version=1)

    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert problem(late) == (412, "precondition-failed")
    assert late.json()["current"] == {"etag": '"2"', "representation": changed.json()}
    assert late.json()["sent"] == {"etag": '"1"', "representation": RESULT}
    assert [line["action"] for line in await city.audit_of("group-result", id_of(path))] == [
        "create-group-result",
        "change-group-result",
    ]


async def test_a_meeting_of_another_group_is_refused(city: City) -> None:
    network = await city.network()
    group, other, meeting = await a_group(city, network), await a_group(city, network), uuid4()
    created(await city.put(f"{other}/meetings/{meeting}", MEETING))

    refused = await city.put(f"{group}/results/{uuid4()}", {**RESULT, "meeting": str(meeting)})

    assert refused_field(refused) == (422, "unknown-reference", "meeting")


async def test_only_the_groups_own_coordinators_and_the_office_write_results(city: City) -> None:
    network, body = await city.network(), await a_body(city, None)
    group, foreign = await a_group(city, network), await city.coordinator(await city.network())

    elsewhere = await city.put(f"{group}/results/{uuid4()}", RESULT, by=foreign)
    stranger = await city.get(f"{group}/results")
    of_a_body = await city.put(f"{body}/results/{uuid4()}", RESULT)
    own = await city.put(f"{group}/results/{uuid4()}", RESULT)

    assert (problem(elsewhere), stranger.status_code) == ((403, "not-permitted"), 401)
    assert (of_a_body.status_code, own.status_code) == (404, 201)


async def test_the_id_of_another_groups_result_is_taken(city: City) -> None:
    network, result = await city.network(), uuid4()
    group, other = await a_group(city, network), await a_group(city, network)
    created(await city.put(f"{group}/results/{result}", RESULT))

    taken = await city.put(f"{other}/results/{result}", RESULT)

    assert problem(taken) == (409, "already-registered")


async def test_a_networks_own_results_leave_as_a_list_without_their_wording(city: City) -> None:
    network, other = await city.network(), await city.network()
    path = f"{await a_group(city, network)}/results/{uuid4()}"
    created(await city.put(path, RESULT))

    own = (await city.get("/export/group-results.json", by="office", network=network)).json()["items"]
    of_another = (await city.get("/export/group-results.json", by="office", network=other)).json()["items"]

    assert [(each["id"], "text" in each) for each in own] == [(id_of(path), False)]
    assert of_another == []
