"""Anchor sites and whose they are."""

from typing import Any
from uuid import uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.city import City, Json, created, problem, refused_field


async def site_body(city: City, **said: Any) -> Json:
    return {"label": "Grundschule Kleine Kielstraße", "area": await city.area(), "site_type": "grundschule", **said}


async def test_a_site_names_only_what_is_registered(city: City) -> None:
    path, nowhere = f"/anchor-sites/{uuid4()}", fresh_name("nirgendwo")
    body = await site_body(city, network=await city.network(), operator=str(await city.partner()))

    refused = [
        await city.put(path, {**body, "area": nowhere}),
        await city.put(path, {**body, "network": nowhere}),
        await city.put(path, {**body, "operator": str(uuid4())}),
    ]
    accepted = await city.put(path, body)

    assert [refused_field(answer)[1:] for answer in refused] == [
        ("unknown-reference", "area"),
        ("unknown-reference", "network"),
        ("unknown-reference", "operator"),
    ]
    assert created(accepted)["operator"] == body["operator"]


async def test_a_coordinator_describes_sites_of_the_own_network_only(city: City) -> None:
    own, other = await city.network(), await city.network()
    coordinator = await city.coordinator(own)
    path, body = f"/anchor-sites/{uuid4()}", await site_body(city, network=own)

    foreign = await city.put(path, {**body, "network": other}, by=coordinator)
    nobodys = await city.put(path, {**body, "network": None}, by=coordinator)
    described = await city.put(path, body, by=coordinator)
    given_away = await city.put(path, {**body, "network": other}, by=coordinator, version=1)

    assert created(described)["network"] == own
    assert {problem(answer) for answer in (foreign, nobodys, given_away)} == {(403, "not-permitted")}


async def test_a_coordinator_takes_no_site_from_another_network(city: City) -> None:
    own, other = await city.network(), await city.network()
    coordinator = await city.coordinator(own)
    path, body = f"/anchor-sites/{uuid4()}", await site_body(city, network=other)
    created(await city.put(path, body))

    taken = await city.put(path, {**body, "network": own}, by=coordinator, version=1)
    moved = await city.put(path, {**body, "network": own}, version=1)

    assert problem(taken) == (403, "not-permitted")
    assert moved.json()["network"] == own


async def test_a_network_lists_its_own_sites(city: City) -> None:
    network, site = await city.network(), uuid4()
    created(await city.put(f"/anchor-sites/{site}", await site_body(city, network=network)))
    created(await city.put(f"/anchor-sites/{uuid4()}", await site_body(city)))

    listed = (await city.get("/anchor-sites", network=network)).json()

    assert [entry["id"] for entry in listed["items"]] == [str(site)]


async def test_a_site_says_when_it_is_open_for_whom_and_which_rooms_it_shares(city: City) -> None:
    path, site = f"/anchor-sites/{uuid4()}", await site_body(city)
    hours = [
        {"weekday": 2, "opens": "14:00:00", "closes": "17:30:00"},
        {"weekday": 1, "opens": "08:00:00", "closes": "12:00:00"},
    ]
    rooms = [{"name": "Saal", "seats": 60, "equipment": ["Beamer", "Küche"]}]
    offered = {"opening_hours": hours, "accessibility": ["step_free", "changing_table"], "rooms": rooms}

    created(await city.put(path, {**site, **offered}))

    stands = (await city.get(path)).json()
    assert stands["opening_hours"] == [hours[1], hours[0]]
    assert (stands["accessibility"], stands["rooms"]) == (offered["accessibility"], rooms)
    (told,) = await city.events_of(f"anchor-site/{stands['id']}")
    assert told["data"]["rooms"] == rooms
    unasked = created(await city.put(f"/anchor-sites/{uuid4()}", site))
    assert (unasked["opening_hours"], unasked["accessibility"], unasked["rooms"]) == (None, None, None)


async def test_opening_hours_neither_overlap_nor_end_before_they_begin(city: City) -> None:
    path, site = f"/anchor-sites/{uuid4()}", await site_body(city)
    morning = {"weekday": 1, "opens": "08:00", "closes": "12:00"}

    overlapping = await city.put(
        path, {**site, "opening_hours": [{**morning, "opens": "11:00", "closes": "13:00"}, morning]}
    )
    backwards = await city.put(path, {**site, "opening_hours": [{**morning, "closes": "07:00"}]})
    no_day = await city.put(path, {**site, "opening_hours": [{**morning, "weekday": 8}]})
    twice = await city.put(path, {**site, "accessibility": ["lift", "lift"]})
    unknown = await city.put(path, {**site, "accessibility": ["rolltreppe"]})
    touching = await city.put(
        path, {**site, "opening_hours": [morning, {**morning, "opens": "12:00", "closes": "13:00"}]}
    )

    assert refused_field(overlapping) == (422, "hours-overlap", "opening_hours")
    assert refused_field(backwards) == (422, "ends-before-start", "opening_hours")
    assert (problem(no_day), problem(unknown)) == ((422, "invalid-input"), (422, "invalid-input"))
    assert refused_field(twice) == (422, "named-twice", "accessibility")
    assert len(created(touching)["opening_hours"]) == 2
