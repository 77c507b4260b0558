"""A backup brings back what was there, and nobody and nothing that was erased since."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
import redis.asyncio as redis

from deploy.keeping.manifest import BackupBroken
from deploy.keeping.redacting import Selection, redact_events
from deploy.keeping.restoring import NotEmpty, OtherKeys, restore
from deploy.keeping.saving import FolderTaken, save
from deploy.keeping.stores import Deployment
from shared.erasure.redaction import Grounds
from shared.testing.platform import StartedService
from tests.deploy.keeping.conftest import Town
from tests.services.registry.city import PARTNER, problem
from tests.services.registry.persons.person import NAME, PHONE, a_person

WRONG = "Tagesmutter Frau Muster 0231 5555555"
GROUNDS = Grounds(reason="ein Name im Titel", asked_by="fachstelle", confirmed_by="datenschutz")
TABLES = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'projection_a', 'projection_b')"


def now() -> datetime:
    return datetime.now(UTC)


async def mentions(service: StartedService, word: str) -> list[str]:
    """The tables of a database in which a row says the word."""
    connection = await asyncpg.connect(service.database.owner_url)
    try:
        tables = [f'{row["schemaname"]}."{row["tablename"]}"' for row in await connection.fetch(TABLES)]
        counts = [
            await connection.fetchval(f"SELECT count(*) FROM {table} AS t WHERE t::text ILIKE $1", f"%{word}%")
            for table in tables
        ]
        return [table for table, count in zip(tables, counts, strict=True) if count]
    finally:
        await connection.close()


async def figure(service: StartedService, query: str) -> int:
    """One number that a database answers."""
    connection = await asyncpg.connect(service.database.owner_url)
    try:
        return int(await connection.fetchval(query))
    finally:
        await connection.close()


async def streamed(service: StartedService) -> str:
    """Everything that stands in any stream."""
    async with redis.Redis.from_url(service.settings.broker_url.get_secret_value()) as broker:
        return repr([await broker.xrange(name) async for name in broker.scan_iter(match="events:*")])


async def settled(town: Town) -> None:
    """Wait until the dashboard has applied all of the registry."""
    head = (await town.city.get("/public/events")).json()["head"]
    await town.dashboard.has_applied("/registry/city", head)


async def redact(town: Town, partner: UUID, *, newest_too: bool = False) -> None:
    store = town.deployment().store("registry")
    assert store is not None
    selection = Selection(subjects=(f"partner/{partner}",), newest_too=newest_too)
    await redact_events(store, selection, GROUNDS, journal=town.redactions, now=now())


async def moved(town: Town, folder: Path) -> Deployment:
    """End the town, bring the backup back into new databases and serve from them."""
    await town.stop()
    deployment = await town.with_new_databases()
    await restore(deployment, folder, provide=None, now=now())
    await town.start_again()
    return deployment


async def test_what_a_backup_brings_back_goes_on(town: Town, tmp_path: Path) -> None:
    network = await town.city.network()
    path = await a_person(town.city, network)
    await settled(town)
    save(town.deployment(), tmp_path / "backup", now=now())
    lost = await town.city.network()

    await moved(town, tmp_path / "backup")

    assert (await town.city.get(path, by="office")).json()["fields"][0]["value"] == NAME
    assert problem(await town.city.get(f"/networks/{lost}")) == (404, "not-found")
    later = await town.city.network()
    await settled(town)
    assert await mentions(town.dashboard, later) != []
    assert await mentions(town.dashboard, network) != []


async def test_no_listener_of_a_backup_made_under_way_is_ahead_of_its_log(town: Town, tmp_path: Path) -> None:
    await town.city.partner()
    await settled(town)
    saving = asyncio.create_task(asyncio.to_thread(save, town.deployment(), tmp_path / "backup", now=now()))
    while not saving.done():
        await town.city.partner()
    await saving
    await town.stop()

    await restore(await town.with_new_databases(), tmp_path / "backup", provide=None, now=now())

    heard = await figure(town.dashboard, "SELECT max(position) FROM projection_a.checkpoint")
    head = await figure(town.city.registry, "SELECT max(position) FROM event_log")
    assert 0 < heard <= head


async def test_who_was_erased_after_the_backup_is_nowhere_in_what_comes_back(town: Town, tmp_path: Path) -> None:
    network = await town.city.network()
    path = await a_person(town.city, network)
    await settled(town)
    save(town.deployment(), tmp_path / "backup", now=now())
    came_with_it = await mentions(town.city.registry, NAME)
    await town.city.registry.http.delete(path, headers=town.platform.headers())

    await moved(town, tmp_path / "backup")

    assert came_with_it != []
    assert problem(await town.city.get(f"{path}/export", by="office")) == (404, "not-found")
    assert (await town.city.get("/persons", network=network)).json()["items"] == []
    await settled(town)
    for service in town.services:
        assert (await mentions(service, NAME), await mentions(service, PHONE)) == ([], [])
    assert NAME not in await streamed(town.dashboard)
    archive = await town.city.get(f"/networks/{network}/archive", by="office")
    assert (archive.status_code, NAME in archive.text) == (200, False)


async def test_what_was_emptied_after_the_backup_is_nowhere_in_what_comes_back(town: Town, tmp_path: Path) -> None:
    partner = await town.city.partner(label=WRONG)
    other = await town.city.partner(label="Kita Hafenkinder")
    await settled(town)
    save(town.deployment(), tmp_path / "backup", now=now())
    came_with_it = await mentions(town.dashboard, "Muster")
    corrected = await town.city.put(f"/partners/{partner}", {**PARTNER, "label": "Tagespflege"}, version=1)
    await redact(town, partner)

    await moved(town, tmp_path / "backup")

    assert (corrected.status_code, came_with_it != []) == (200, True)
    for service in town.services:
        assert await mentions(service, "Muster") == []
    await settled(town)
    for service in town.services:
        assert await mentions(service, "Muster") == []
    assert "Muster" not in await streamed(town.dashboard)
    assert "Muster" not in (await town.city.get("/events", by="dashboard")).text
    assert (await town.city.get(f"/partners/{partner}")).json()["label"] == "(entfernt)"
    assert (await town.city.get(f"/partners/{other}")).json()["label"] == "Kita Hafenkinder"
    assert "Hafenkinder" in await streamed(town.dashboard)


async def test_a_thing_that_was_emptied_can_be_written_anew(town: Town) -> None:
    partner = await town.city.partner(label=WRONG)
    await redact(town, partner, newest_too=True)

    rewritten = await town.city.put(f"/partners/{partner}", {**PARTNER, "label": "Tagespflege"}, version=1)

    await settled(town)
    assert rewritten.status_code == 200
    assert (await town.city.events_of(f"partner/{partner}"))[0]["data"] == {}
    assert await mentions(town.city.registry, "Muster") == []
    assert await mentions(town.dashboard, "Tagespflege") != []


async def test_a_backup_does_not_come_back_over_what_is_there(town: Town, tmp_path: Path) -> None:
    save(town.deployment(), tmp_path / "backup", now=now())
    await town.stop()

    with pytest.raises(NotEmpty):
        await restore(town.deployment(), tmp_path / "backup", provide=None, now=now())


async def test_a_backup_does_not_replace_another(town: Town, tmp_path: Path) -> None:
    save(town.deployment(), tmp_path / "backup", now=now())

    with pytest.raises(FolderTaken):
        save(town.deployment(), tmp_path / "backup", now=now())


async def test_a_changed_backup_and_one_of_other_keys_are_refused(town: Town, tmp_path: Path) -> None:
    save(town.deployment(), tmp_path / "backup", now=now())
    others = Deployment(stores=town.deployment().stores, journals=town.journals, keys={"account-key": "other"})

    with pytest.raises(OtherKeys):
        await restore(others, tmp_path / "backup", provide=None, now=now())

    (tmp_path / "backup" / "registry.dump").write_bytes(b"")
    with pytest.raises(BackupBroken):
        await restore(town.deployment(), tmp_path / "backup", provide=None, now=now())


async def test_the_journal_of_the_backup_counts_where_the_deployments_own_is_lost(town: Town, tmp_path: Path) -> None:
    path = await a_person(town.city)
    early, late = tmp_path / "early", tmp_path / "late"
    save(town.deployment(), early, now=now())
    await town.city.registry.http.delete(path, headers=town.platform.headers())
    save(town.deployment(), late, now=now())
    assert town.journals.registry is not None
    town.journals.registry.unlink()

    await moved(town, late)

    assert len(town.journals.registry.read_text().splitlines()) == 1
    assert await mentions(town.city.registry, NAME) == []
