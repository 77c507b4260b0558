"""Persons travel by their ids and with what everybody may know, projects and fundings whole, functions without who holds them."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from services.registry.domain.grant import VACANT
from services.registry.use_cases.persons.erase_person import erasure_of
from shared.erasure.journal import ErasureJournal
from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import a_body, id_of
from tests.services.registry.city import City, created
from tests.services.registry.exchange.archive_files import contents, put_in, taken_out
from tests.services.registry.persons.person import NAME, PHONE, a_person, read_by


async def people_at_work(city: City) -> tuple[str, str]:
    """A network with persons, functions and a project; the network and the path of its volunteer."""
    network, employer, lead = await city.network(), await city.partner(), await city.partner()
    path = await a_person(city, network, account=city.platform.account(fresh_name("ehrenamt")))
    staff = await a_person(city, partner=str(employer))
    await a_body(city, network, members=[{"person": id_of(staff), "function": "Protokoll"}])
    created(await city.put(f"/networks/{network}/members/{employer}", {"role": "Mitglied"}))
    await city.coordinator(network)
    await city.person_of(employer)
    project = uuid4()
    body = {"label": "Lesestube", "kind": "reading", "networks": [network], "lead": str(lead)}
    created(await city.put(f"/projects/{project}", body))
    funding = {"source": "Stiftung", "amount_cents": 120_000, "ends_on": "2030-12-31"}
    created(await city.put(f"/projects/{project}/fundings/{uuid4()}", funding))
    return network, path


async def test_people_and_projects_are_the_same_in_another_system(city: City, empty_city: City) -> None:
    network, path = await people_at_work(city)
    archive = await taken_out(city, network)

    restored = await put_in(empty_city, network, archive)

    assert restored.status_code == 201, restored.text
    written = restored.json()["written"]
    told = {part: written[part] for part in ("persons", "grants", "projects", "fundings", "body_members")}
    assert told == {"persons": 2, "grants": 2, "projects": 1, "fundings": 1, "body_members": 1}
    assert contents(await taken_out(empty_city, network)) == contents(archive)
    assert read_by((await empty_city.get(path)).json()) == {"name": NAME}
    (told_here,) = await empty_city.events_of(f"person/{id_of(path)}")
    told_there = (await city.events_of(f"person/{id_of(path)}"))[-1]
    assert (told_here["data"], told_here["subjectversion"]) == (told_there["data"], told_there["subjectversion"])


async def test_only_what_everybody_may_know_of_a_person_leaves(city: City) -> None:
    network, _ = await people_at_work(city)

    files = contents(await taken_out(city, network))

    assert NAME in files["person_fields.ndjson"].decode()
    assert [
        name for name, content in files.items() if PHONE in content.decode() or "Lesepatin" in content.decode()
    ] == []
    assert files["persons.ndjson"].decode().count('"account":null') == 2
    assert files["grants.ndjson"].decode().count(f'"account":"{VACANT}"') == 2


async def test_functions_that_arrive_are_held_by_nobody(city: City, empty_city: City) -> None:
    network = await city.network()
    await city.coordinator(network)

    await put_in(empty_city, network, await taken_out(city, network))

    vacant = (await empty_city.get("/grants", by="office", account=VACANT)).json()["items"]
    (grant,) = [each for each in vacant if each["network"] == network]
    (told,) = await empty_city.events_of(f"grant/{grant['id']}")
    assert (told["data"]["account"], told["data"]["role"]) == (VACANT, "coordinator")


async def test_an_archive_brings_nobody_back_whom_the_journal_knows(city: City, empty_city: City) -> None:
    network, path = await people_at_work(city)
    archive = await taken_out(city, network)
    journal: ErasureJournal = empty_city.registry.app.state.erasure_journal
    await journal.append(erasure_of(UUID(id_of(path)), datetime.now(UTC)))

    restored = await put_in(empty_city, network, archive)

    assert restored.status_code == 201, restored.text
    assert restored.json()["written"]["persons"] == 1
    assert (await empty_city.get(path)).status_code == 404
    assert await empty_city.events_of(f"person/{id_of(path)}") == []


async def test_a_revoked_field_does_not_come_back_with_another_networks_archive(city: City, empty_city: City) -> None:
    network, path = await people_at_work(city)
    neighbour = await city.network()
    created(await city.put(f"{path}/networks/{neighbour}", {}))
    await put_in(empty_city, network, await taken_out(city, network))
    revoked = await empty_city.registry.http.delete(f"{path}/fields/name", headers=empty_city.platform.headers())

    await put_in(empty_city, neighbour, await taken_out(city, neighbour))

    assert revoked.is_success, revoked.text
    assert read_by((await empty_city.get(path)).json()) == {}
    held = (await empty_city.get(f"{path}/networks")).json()["items"]
    assert {each["network"] for each in held} == {network, neighbour}
