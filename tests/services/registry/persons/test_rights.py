"""What everybody may ask of the registry: all that is known, and that nothing is known any more."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.registry.domain.persons.membership import PersonMembership
from services.registry.storage.persons import persons
from services.registry.use_cases.persons.erase_person import erase_persons_again
from services.registry.use_cases.persons.join_network import join_network
from shared.erasure.journal import Erasure, ErasureJournal
from shared.identity.actor import Actor
from shared.testing.platform import OFFICE
from shared.testing.servers import fresh_name
from shared.web.etag import WriteCondition
from tests.services.registry.circles.circle import id_of
from tests.services.registry.city import City, problem
from tests.services.registry.persons.person import FIELDS, NAME, PHONE, a_person

TODAY = datetime.now(UTC).date()
AT_ONCE = text("SET LOCAL lock_timeout = '1ms'")


async def test_all_that_is_known_of_a_person_comes_in_one_call(city: City) -> None:
    network, volunteer = await city.network(), fresh_name("ehrenamt")
    path = await a_person(city, network, account=city.platform.account(volunteer))

    export = await city.get(f"{path}/export", by=volunteer)
    foreign = await city.get(f"{path}/export", by=fresh_name("fremd"))

    assert [field["value"] for field in export.json()["person"]["fields"]] == [NAME, "Lesepatin", PHONE]
    assert [membership["network"] for membership in export.json()["networks"]] == [network]
    assert export.headers["Cache-Control"] == "no-store"
    assert problem(foreign) == (403, "not-permitted")


async def test_an_erased_person_is_gone_at_once_and_everybody_is_told(city: City) -> None:
    network, volunteer = await city.network(), fresh_name("ehrenamt")
    path = await a_person(city, network, account=city.platform.account(volunteer))

    erased = await city.registry.http.delete(path, headers=city.platform.headers(volunteer))

    assert (erased.status_code, int(erased.headers["Event-Position"]) > 0) == (204, True)
    assert problem(await city.get(path)) == (404, "not-found")
    assert (await city.get("/persons", network=network)).json()["items"] == []
    told = await city.events_of(f"person/{id_of(path)}")
    assert [event["type"].rpartition(".registry.")[2] for event in told] == ["person-changed.v1", "person-erased.v1"]
    left = await city.events_of(f"person-membership/{network}/{id_of(path)}")
    assert left[-1]["data"]["left_on"] is not None


async def test_nothing_is_written_about_an_erased_person_any_more(city: City) -> None:
    path = await a_person(city)
    await city.registry.http.delete(path, headers=city.platform.headers())

    again = await city.put(path, {"kind": "volunteer", "fields": FIELDS}, version=2)
    joined = await city.put(f"{path}/networks/{await city.network()}", {})

    assert problem(again) == (409, "person-is-erased")
    assert problem(joined) == (404, "not-found")


async def test_nobody_erases_a_stranger(city: City) -> None:
    path = await a_person(city, await city.network())
    neighbour = await city.coordinator(await city.network())

    refused = await city.registry.http.delete(path, headers=city.platform.headers(neighbour))

    assert problem(refused) == (403, "not-permitted")
    assert (await city.get(path)).status_code == 200


async def test_the_journal_has_a_line_of_each_erasure(city: City) -> None:
    path = await a_person(city)

    await city.registry.http.delete(path, headers=city.platform.headers())

    journal: ErasureJournal = city.registry.app.state.erasure_journal
    lines = await asyncio.to_thread(journal.read)
    assert [line.lookup for line in lines].count(UUID(id_of(path)).bytes) == 1


async def test_the_journal_erases_again_who_came_back_with_a_backup(city: City) -> None:
    path = await a_person(city, await city.network())
    lines = [Erasure(UUID(id_of(path)).bytes, datetime.now(UTC)), Erasure(uuid4().bytes, datetime.now(UTC))]
    operator = Actor(account="0" * 32)

    async with city.registry.running.edge.transaction() as work:
        returned = await erase_persons_again(work, operator, lines, today=TODAY)
    async with city.registry.running.edge.transaction() as work:
        returned_again = await erase_persons_again(work, operator, lines, today=TODAY)

    assert (returned, returned_again) == (1, 0)
    assert problem(await city.get(path)) == (404, "not-found")


async def test_while_a_person_is_erased_nobody_takes_it_into_a_network(city: City) -> None:
    path = await a_person(city, await city.network())
    person = UUID(id_of(path))
    office = Actor(city.platform.account(OFFICE), ())

    async with city.registry.running.edge.transaction() as erasing:
        await persons.hold(erasing.connection, person)
        with pytest.raises(DBAPIError, match="lock timeout"):
            await join_at_once(city, office, PersonMembership(network=await city.network(), person=person))


async def join_at_once(city: City, actor: Actor, membership: PersonMembership) -> None:
    async with city.registry.running.edge.transaction() as work:
        await work.connection.execute(AT_ONCE)
        await join_network(work, actor, membership, today=TODAY, condition=WriteCondition(None))
