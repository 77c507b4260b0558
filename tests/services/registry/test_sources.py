"""Sources: whom consumers listen to, and who speaks for which network."""

from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created, problem, refused_field

SOURCE = {"feed_url": "http://127.0.0.1:8403/events", "since": "2026-01-01T00:00:00Z"}


async def test_a_source_is_announced_and_changed(city: City) -> None:
    path, network = f"/sources/offers/{fresh_name('quartier')}", await city.network()

    first = created(await city.put(path, {**SOURCE, "speaks_for_the_rest": True}))
    second = await city.put(path, {**SOURCE, "networks": [network]}, version=1)

    assert first["source"] == path.removeprefix("/sources")
    assert (second.json()["networks"], second.json()["version"]) == ([network], 2)
    assert (await city.get(path, by="office")).json() == second.json()


async def test_a_source_speaks_for_registered_networks_only(city: City) -> None:
    path, network = f"/sources/offers/{fresh_name('quartier')}", await city.network()

    unknown = await city.put(path, {**SOURCE, "networks": [network, fresh_name("nirgendwo")]})
    twice = await city.put(path, {**SOURCE, "networks": [network, network]})

    assert refused_field(unknown) == (422, "unknown-reference", "networks")
    assert refused_field(twice) == (422, "named-twice", "networks")
    assert created(await city.put(path, {**SOURCE, "networks": [network]}))["networks"] == [network]


async def test_a_feed_that_is_no_web_address_is_refused(city: City) -> None:
    path = f"/sources/offers/{fresh_name('quartier')}"

    refused = await city.put(path, {**SOURCE, "feed_url": "file:///etc/passwd"})

    assert refused_field(refused) == (422, "invalid-input", "feed_url")
    assert created(await city.put(path, SOURCE))["feed_url"] == SOURCE["feed_url"]


async def test_sources_are_shown_to_services_and_the_office_only(city: City) -> None:
    path = f"/sources/offers/{fresh_name('quartier')}"
    created(await city.put(path, SOURCE))

    assert (await city.get(path, by="dashboard")).status_code == 200
    assert (await city.get("/sources", by="office")).status_code == 200
    assert problem(await city.get(path, by=await city.coordinator(await city.network()))) == (403, "not-permitted")
    assert problem(await city.get("/sources")) == (401, "not-signed-in")
