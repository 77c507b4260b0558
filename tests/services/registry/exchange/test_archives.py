"""A network's whole state leaves as one file and is the same in another system."""

import io
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import orjson

from services.registry.storage import removed_partners
from shared.testing.platform import OFFICE
from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created, problem
from tests.services.registry.exchange.archive_files import contents, put_in, taken_out
from tests.services.registry.indicators.tables import HEADINGS, csv_of, imported, indicator, source


async def full_network(city: City) -> str:
    """A network with everything that belongs to it."""
    network, phase = await city.network(languages=["de", "tr"]), fresh_name("phase")
    (area,) = (await city.get(f"/networks/{network}")).json()["areas"]
    created(await city.put(f"/life-phases/{phase}", {"label": "0 bis 2", "ages": {"max_months": 24}, "order": 1}))
    parent = await city.partner(label="Träger")
    partner = await city.partner(parent=str(parent), description="Mit Garten.\nUnd Äpfeln.", phone="0231 1")
    path = f"/networks/{network}/members/{partner}"
    created(await city.put(path, {"role": "Mitglied"}))
    await city.put(path, {"role": "Sprecherin"}, version=1)
    site = {"label": "Schule", "network": network, "area": area, "site_type": "grundschule", "operator": str(partner)}
    created(await city.put(f"/anchor-sites/{uuid4()}", {**site, "latitude": 51.5123456}))
    atlas, births = await source(city), await indicator(city)
    await imported(city, atlas, csv_of(HEADINGS, (area, 2023, births, 3, None), (area, 2024, births, "12,7", None)))
    giver = {"network": network, "kind": "company", "gift": "rooms", "theme": "lesen", "partner": str(partner)}
    created(await city.put(f"/givers/{uuid4()}", {**giver, "phases": [phase]}))
    wish = {"network": network, "phase": phase, "theme": "lesen"}
    for _ in range(7):
        headers = {**city.platform.headers("portal"), "Visitor": fresh_name("visitor")}
        await city.registry.http.post("/wishes", json=wish, headers=headers)
    return network


def changed(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with another content of one file."""
    into = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as file, ZipFile(into, "w", ZIP_DEFLATED) as other:
        for each in file.namelist():
            other.writestr(each, content if each == name else file.read(each))
    return into.getvalue()


async def test_a_network_is_the_same_in_another_system(city: City, empty_city: City) -> None:
    network = await full_network(city)
    archive = await taken_out(city, network)

    restored = await put_in(empty_city, network, archive)

    assert restored.status_code == 201, restored.text
    assert contents(await taken_out(empty_city, network)) == contents(archive)
    assert (await empty_city.get(f"/networks/{network}")).json() == (await city.get(f"/networks/{network}")).json()
    sites = [(await each.get("/anchor-sites", network=network)).json()["items"] for each in (city, empty_city)]
    assert len(sites[0]) == 1
    assert sites[0] == sites[1]


async def test_what_arrives_is_told_in_the_versions_it_has(city: City, empty_city: City) -> None:
    network = await full_network(city)
    (member,) = (await city.get(f"/networks/{network}/members")).json()["items"]
    subject = f"membership/{network}/{member['partner']}"

    await put_in(empty_city, network, await taken_out(city, network))

    (told,) = await empty_city.events_of(subject)
    last = (await city.events_of(subject))[-1]
    assert (told["type"], told["subjectversion"], told["data"]) == (last["type"], 2, last["data"])
    (network_told,) = await empty_city.events_of(f"network/{network}")
    assert network_told["data"] == (await city.events_of(f"network/{network}"))[-1]["data"]


async def test_a_network_that_is_there_is_not_overwritten(city: City) -> None:
    network = await full_network(city)

    assert problem(await put_in(city, network, await taken_out(city, network))) == (409, "already-registered")


async def test_a_broken_archive_leaves_nothing_behind(city: City, empty_city: City) -> None:
    network = await full_network(city)
    archive = await taken_out(city, network)
    lines = contents(archive)["memberships.ndjson"]

    spoilt = await put_in(empty_city, network, changed(archive, "memberships.ndjson", lines.replace(b"Sprech", b"Spr")))
    garbage = await put_in(empty_city, network, b"PK garbage")
    foreign = await put_in(empty_city, await city.network(), archive)

    assert [problem(answer) for answer in (spoilt, garbage, foreign)] == [(422, "archive-broken")] * 3
    assert (await empty_city.get(f"/networks/{network}")).status_code == 404


async def test_small_counts_do_not_travel(city: City) -> None:
    network = await full_network(city)
    files = contents(await taken_out(city, network))

    (wish,) = [orjson.loads(line) for line in files["wish_counts.ndjson"].splitlines()]

    assert wish["count"] == 5


async def test_a_coordinator_takes_the_own_network_out_and_puts_none_in(city: City) -> None:
    network = await full_network(city)
    coordinator, stranger = await city.coordinator(network), await city.coordinator(await city.network())

    own = await city.get(f"/networks/{network}/archive", by=coordinator)
    foreign = await city.get(f"/networks/{network}/archive", by=stranger)
    put = await put_in(city, network, own.content, by=coordinator)

    assert own.status_code == 200
    assert [problem(answer) for answer in (foreign, put)] == [(403, "not-permitted")] * 2


async def test_an_unknown_network_has_no_archive(city: City) -> None:
    assert problem(await city.get("/networks/nirgendwo/archive", by=OFFICE)) == (404, "not-found")


async def test_an_archive_brings_no_removed_partner_back(city: City, empty_city: City) -> None:
    network, partner = await city.network(), await city.partner()
    created(await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied"}))
    archive = await taken_out(city, network)
    async with empty_city.registry.running.edge.transaction() as work:
        await removed_partners.note(work.connection, [partner], at=work.now)

    refused = await put_in(empty_city, network, archive)

    assert problem(refused) == (409, "partner-was-removed")
    assert (await empty_city.get(f"/networks/{network}")).status_code == 404
