"""Meetings of bodies and working groups, and their way into people's calendars."""

from uuid import UUID, uuid4

from services.registry.storage.circles import meetings
from tests.services.registry.circles.circle import MEETING, a_body, a_group, id_of
from tests.services.registry.city import City, created, problem, refused_field

MEMBER = {"role": "Mitglied", "joined_on": "2020-05-01"}


async def test_a_meeting_is_planned_held_and_then_stays_so(city: City) -> None:
    path = f"{await a_body(city, await city.network())}/meetings/{uuid4()}"

    planned = await city.put(path, MEETING)
    held = await city.put(path, {**MEETING, "status": "held", "results": "Alles besprochen."}, version=1)
    cancelled = await city.put(path, {**MEETING, "status": "cancelled"}, version=2)

    assert created(planned)["status"] == "planned"
    assert held.json()["results"] == "Alles besprochen."
    assert problem(cancelled) == (409, "step-not-possible")
    assert cancelled.json()["allowed"] == ["held"]


async def test_the_results_of_a_meeting_are_for_the_people_of_its_network_and_its_group(city: City) -> None:
    network, elsewhere = await city.network(), await city.network()
    group = await a_group(city, network)
    path = f"{group}/meetings/{uuid4()}"
    created(await city.put(path, {**MEETING, "status": "held", "results": "Vertraulich."}))
    of_network, of_group, of_neither = [await city.partner() for _ in range(3)]
    created(await city.put(f"/networks/{network}/members/{of_network}", MEMBER))
    created(await city.put(f"/networks/{elsewhere}/members/{of_neither}", MEMBER))
    created(await city.put(f"{group}/members/{of_group}", {"joined_on": "2026-01-15"}))

    stranger = (await city.get(path)).json()
    seen = [
        (await city.get(path, by=reader)).json()["results"]
        for reader in (
            await city.person_of(of_network),
            await city.person_of(of_group),
            await city.coordinator(network),
            await city.person_of(of_neither),
            await city.coordinator(elsewhere),
        )
    ]

    assert (stranger["label"], stranger["results"]) == (MEETING["label"], "")
    assert seen == ["Vertraulich.", "Vertraulich.", "Vertraulich.", "", ""]


async def test_what_a_body_of_the_whole_city_wrote_down_is_for_all_networks(city: City) -> None:
    path = f"{await a_body(city, None)}/meetings/{uuid4()}"
    created(await city.put(path, {**MEETING, "status": "held", "results": "Für alle."}))

    seen = (await city.get(path, by=await city.coordinator(await city.network()))).json()

    assert seen["results"] == "Für alle."


async def test_agendas_may_name_people_and_are_not_for_strangers_nor_in_calendars(city: City) -> None:
    path = f"{await a_body(city, await city.network())}/meetings/{uuid4()}"
    created(await city.put(path, {**MEETING, "agenda": "Frau Beispiel stellt sich vor"}))

    stranger, office = (await city.get(path)).json(), (await city.get(path, by="office")).json()
    files = [
        (await city.get(f"{path}.ics")).text,
        (await city.get(f"{path.partition('/meetings')[0]}/calendar.ics")).text,
    ]

    assert (stranger["agenda"], office["agenda"]) == ("", "Frau Beispiel stellt sich vor")
    assert [MEETING["label"] in file for file in files] == [True, True]
    assert ["Beispiel" in file for file in files] == [False, False]


async def test_a_calendar_that_is_full_drops_the_oldest_meetings(city: City) -> None:
    circle = await a_body(city, await city.network())
    days = ("2026-03-02", "2024-03-02", "2025-03-02")
    for day in days:
        times = {"starts_at": f"{day}T10:00:00+01:00", "ends_at": f"{day}T12:00:00+01:00"}
        created(await city.put(f"{circle}/meetings/{uuid4()}", {**MEETING, **times}))

    async with city.registry.running.edge.reading() as connection:
        kept = await meetings.latest(connection, circle=UUID(id_of(circle)), most=2)

    assert [meeting.starts_at.year for meeting in kept] == [2025, 2026]


async def test_the_event_of_a_meeting_tells_when_and_where_but_not_what_was_said(city: City) -> None:
    path = f"{await a_body(city, await city.network())}/meetings/{uuid4()}"

    created(await city.put(path, {**MEETING, "status": "held", "agenda": "Frau Beispiel", "results": "Herr Muster"}))

    (told,) = await city.events_of(f"meeting/{id_of(path)}")
    assert told["data"]["place"] == MEETING["place"]
    assert {"agenda", "results"} & told["data"].keys() == set()


async def test_only_those_who_keep_the_circle_plan_its_meetings(city: City) -> None:
    network = await city.network()
    circle, of_the_city = await a_group(city, network), await a_body(city, None)
    own, foreign = await city.coordinator(network), await city.coordinator(await city.network())

    refused = await city.put(f"{circle}/meetings/{uuid4()}", MEETING, by=foreign)
    refused_too = await city.put(f"{of_the_city}/meetings/{uuid4()}", MEETING, by=own)
    accepted = await city.put(f"{circle}/meetings/{uuid4()}", MEETING, by=own)

    assert {problem(refused), problem(refused_too)} == {(403, "not-permitted")}
    assert created(accepted)["circle"] == id_of(circle)


async def test_a_meeting_belongs_to_one_circle_and_a_circle_to_one_kind(city: City) -> None:
    network = await city.network()
    one, other, meeting = await a_body(city, network), await a_body(city, network), uuid4()
    created(await city.put(f"{one}/meetings/{meeting}", MEETING))

    taken = await city.put(f"{other}/meetings/{meeting}", MEETING, version=1)
    elsewhere = await city.get(f"{other}/meetings/{meeting}")
    wrong_kind = await city.get(f"/working-groups/{id_of(one)}/meetings")
    backwards = await city.put(f"{one}/meetings/{uuid4()}", {**MEETING, "ends_at": MEETING["starts_at"]})

    assert problem(taken) == (409, "already-registered")
    assert (problem(elsewhere), problem(wrong_kind)) == ((404, "not-found"), (404, "not-found"))
    assert refused_field(backwards) == (422, "ends-before-start", "ends_at")


async def test_a_body_does_not_take_the_id_of_a_working_group(city: City) -> None:
    network = await city.network()
    group = await a_group(city, network)

    taken = await city.put(f"/bodies/{id_of(group)}", {"label": "Beirat", "kind": "beirat", "network": network})

    assert problem(taken) == (409, "already-registered")
    assert (await city.get(group)).json()["label"] == "Frühe Sprache"


async def test_a_meeting_moves_and_vanishes_in_calendars(city: City) -> None:
    path = f"{await a_group(city, await city.network())}/meetings/{uuid4()}"
    created(await city.put(path, MEETING))
    moved = {**MEETING, "starts_at": "2026-03-03T10:00:00+01:00", "ends_at": "2026-03-03T12:00:00+01:00"}

    first = await city.get(f"{path}.ics")
    await city.put(path, moved, version=1)
    second = await city.get(f"{path}.ics")
    await city.put(path, {**moved, "status": "cancelled"}, version=2)
    third = await city.get(f"{path}.ics")

    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert {"METHOD:PUBLISH", "SEQUENCE:0", "DTSTART;TZID=Europe/Berlin:20260302T100000"} <= set(
        first.text.split("\r\n")
    )
    assert {"METHOD:PUBLISH", "SEQUENCE:1", "DTSTART;TZID=Europe/Berlin:20260303T100000"} <= set(
        second.text.split("\r\n")
    )
    assert {"METHOD:CANCEL", "SEQUENCE:2", "STATUS:CANCELLED"} <= set(third.text.split("\r\n"))
    assert {f"UID:{id_of(path)}@infamilie" in answer.text for answer in (first, second, third)} == {True}


async def test_a_whole_circle_is_a_calendar_to_subscribe_to(city: City) -> None:
    circle = await a_body(city, await city.network())
    for _ in range(2):
        created(await city.put(f"{circle}/meetings/{uuid4()}", MEETING))

    calendar = await city.get(f"{circle}/calendar.ics")
    nothing = await city.get(f"/bodies/{uuid4()}/calendar.ics")

    assert calendar.text.count("BEGIN:VEVENT") == 2
    assert problem(nothing) == (404, "not-found")


async def test_meetings_to_come_are_listed_without_those_that_are_over(city: City) -> None:
    circle, to_come = await a_body(city, await city.network()), uuid4()
    created(await city.put(f"{circle}/meetings/{uuid4()}", {**MEETING, "starts_at": "2020-03-02T10:00:00Z"}))
    later = {**MEETING, "starts_at": "2190-03-02T10:00:00Z", "ends_at": "2190-03-02T11:00:00Z"}
    created(await city.put(f"{circle}/meetings/{to_come}", later))

    first = (await city.get(f"{circle}/meetings", limit=1)).json()
    second = (await city.get(f"{circle}/meetings", limit=1, cursor=first["next"])).json()
    listed = (await city.get(f"{circle}/meetings", to_come=True)).json()["items"]

    assert [meeting["starts_at"][:4] for meeting in (*first["items"], *second["items"])] == ["2020", "2190"]
    assert [meeting["id"] for meeting in listed] == [str(to_come)]
