"""Networks: set up by the office, their names and languages kept by the quarter."""

from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created, network_body, problem, refused_field


async def test_a_network_keeps_its_areas_in_the_order_given(city: City) -> None:
    first, second = sorted([await city.area(), await city.area()], reverse=True)
    path = f"/networks/{fresh_name('eving')}"

    created(await city.put(path, network_body(first, second, languages=["de", "tr"])))
    await city.put(path, network_body(second, first), version=1)

    stands = (await city.get(path)).json()
    assert (stands["areas"], stands["languages"], stands["version"]) == ([second, first], [], 2)


async def test_an_unknown_area_in_a_network_is_named(city: City) -> None:
    known, unknown = await city.area(), fresh_name("nirgendwo")
    path = f"/networks/{fresh_name('eving')}"

    refused = await city.put(path, network_body(known, unknown))
    accepted = await city.put(path, network_body(known))

    assert refused_field(refused) == (422, "unknown-reference", "areas")
    assert refused.json()["unknown"] == unknown
    assert unknown in refused.json()["detail"]
    assert created(accepted)["areas"] == [known]


async def test_an_area_named_twice_is_refused(city: City) -> None:
    area = await city.area()

    answer = await city.put(f"/networks/{fresh_name('eving')}", network_body(area, area))

    assert refused_field(answer) == (422, "named-twice", "areas")


async def test_a_posted_network_is_found_at_its_location(city: City) -> None:
    body = network_body(await city.area(), id=fresh_name("hoerde"))

    first = await city.registry.http.post("/networks", json=body, headers=city.platform.headers())
    again = await city.registry.http.post("/networks", json=body, headers=city.platform.headers())

    assert (await city.get(first.headers["Location"])).json() == created(first)
    assert problem(again) == (409, "already-registered")


async def test_a_coordinator_renames_the_own_network(city: City) -> None:
    network = await city.network()
    coordinator = await city.coordinator(network)
    stands = (await city.get(f"/networks/{network}")).json()
    body = network_body(*stands["areas"], label="Libellenviertel", languages=["de", "bg"])

    answer = await city.put(f"/networks/{network}", body, by=coordinator, version=1)

    assert (answer.status_code, answer.json()["label"], answer.json()["languages"]) == (
        200,
        "Libellenviertel",
        ["de", "bg"],
    )


async def test_a_coordinator_changes_neither_status_nor_areas(city: City) -> None:
    network = await city.network()
    coordinator = await city.coordinator(network)
    body = network_body(await city.area(), status="dormant")

    refused = await city.put(f"/networks/{network}", body, by=coordinator, version=1)
    accepted = await city.put(f"/networks/{network}", body, version=1)

    assert problem(refused) == (403, "reserved-for-office")
    assert refused.json()["names"] == "status, areas"
    assert accepted.json()["status"] == "dormant"


async def test_a_coordinator_changes_no_other_network(city: City) -> None:
    network, coordinator = await city.network(), await city.coordinator(await city.network())
    areas = (await city.get(f"/networks/{network}")).json()["areas"]

    refused = await city.put(f"/networks/{network}", network_body(*areas, label="Neu"), by=coordinator, version=1)

    assert problem(refused) == (403, "not-permitted")
    assert (await city.get(f"/networks/{network}")).json()["version"] == 1


async def test_a_coordinator_sets_up_no_network(city: City) -> None:
    coordinator = await city.coordinator(await city.network())
    body = network_body(await city.area(), id=fresh_name("hoerde"))

    posted = await city.registry.http.post("/networks", json=body, headers=city.platform.headers(coordinator))

    assert problem(posted) == (403, "not-permitted")


async def test_a_network_keeps_its_leitbild_and_goals(city: City) -> None:
    network = await city.network()
    coordinator = await city.coordinator(network)
    areas = (await city.get(f"/networks/{network}")).json()["areas"]
    said = {
        "vision": "Kein Kind zurücklassen",
        "principles": ["Vom Kind aus denken", "Auf Augenhöhe zusammenarbeiten"],
        "goals": [{"id": "sprache", "text": "Jedes Kind spricht bei der Einschulung Deutsch"}],
    }

    answer = await city.put(f"/networks/{network}", network_body(*areas, **said), by=coordinator, version=1)
    twice = await city.put(
        f"/networks/{network}", network_body(*areas, goals=[*said["goals"], *said["goals"]]), version=2
    )

    stands = (await city.get(f"/networks/{network}")).json()
    *_, event = await city.events_of(f"network/{network}")
    assert (answer.status_code, refused_field(twice)) == (200, (422, "named-twice", "goals"))
    assert {name: stands[name] for name in said} == said == {name: event["data"][name] for name in said}


async def test_a_skipped_status_is_refused_with_those_that_are_next(city: City) -> None:
    network = await city.network(status="planned")
    areas = (await city.get(f"/networks/{network}")).json()["areas"]

    refused = await city.put(f"/networks/{network}", network_body(*areas, status="active"), version=1)
    accepted = await city.put(f"/networks/{network}", network_body(*areas, status="in_set_up"), version=1)

    assert (problem(refused), refused.json()["allowed"]) == ((409, "status-not-reachable"), ["in_set_up"])
    assert "im Aufbau" in refused.json()["detail"]
    assert accepted.json()["status"] == "in_set_up"


async def test_a_year_lists_the_networks_begun_by_then_with_the_areas_that_were_on_the_list(city: City) -> None:
    former = await city.area(valid_from=2008, valid_to=2020)
    lasting, later = await city.area(valid_from=2008), await city.area(valid_from=2021)
    early, late, undated = (fresh_name(name) for name in ("eving", "hoerde", "libellen"))
    created(await city.put(f"/networks/{early}", network_body(former, lasting, later, since="2014-11-25")))
    created(await city.put(f"/networks/{late}", network_body(lasting, since="2021-12-31")))
    created(await city.put(f"/networks/{undated}", network_body(lasting)))

    async def in_year(year: int) -> dict[str, list[str]]:
        answer = await city.get("/networks", year=year, limit=500)
        return {each["id"]: each["areas"] for each in answer.json()["items"] if each["id"] in {early, late, undated}}

    assert await in_year(2013) == {}
    assert await in_year(2020) == {early: [former, lasting]}
    assert await in_year(2021) == {early: [lasting, later], late: [lasting]}


async def test_every_version_of_a_network_is_kept_for_those_who_answer_for_it(city: City) -> None:
    network = await city.network(status="planned")
    areas = (await city.get(f"/networks/{network}")).json()["areas"]
    await city.put(f"/networks/{network}", network_body(*areas, status="in_set_up", vision="Vom Kind aus"), version=1)
    coordinator, neighbour = await city.coordinator(network), await city.coordinator(await city.network())

    versions = (await city.get(f"/networks/{network}/versions", by=coordinator)).json()["items"]
    refused = await city.get(f"/networks/{network}/versions", by=neighbour)
    unknown = await city.get(f"/networks/{fresh_name('nirgendwo')}/versions", by="office")

    told = [(each["state"]["version"], each["state"]["status"], each["state"]["vision"]) for each in versions]
    assert told == [(1, "planned", None), (2, "in_set_up", "Vom Kind aus")]
    assert (problem(refused), problem(unknown)) == ((403, "not-permitted"), (404, "not-found"))
