"""`infamilie backup` and `infamilie restore` on embedded installations that are not running."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from click.testing import CliRunner, Result

from deploy.command_line import main
from deploy.keeping.embedded_server import database_to_ourselves
from deploy.local.data_directory import held_alone, open_data_directory, refuse_half_restored, restoring
from deploy.local.databases import prepare_databases
from deploy.local.installation import Installation
from deploy.local.ports import Ports
from deploy.local.refusals import StartRefused
from deploy.local.testing import passable_folder
from shared.testing.servers import free_port

PHASE = "INSERT INTO life_phases VALUES ('p', 1, 'Phase', 0, 24, 1)"


@pytest.fixture
def folder() -> Iterator[Path]:
    with passable_folder() as path:
        yield path


def an_installation(data_dir: Path) -> Installation:
    open_data_directory(data_dir)
    return Installation(data_dir, Ports(free_port()))


def asked(installation: Installation, statement: str) -> object:
    """What the registry's database answers while nothing else runs."""

    async def ask() -> object:
        connection = await asyncpg.connect(installation.owner_url("registry"))
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    with held_alone(installation.data_dir), database_to_ourselves(installation):
        return asyncio.run(ask())


def infamilie(command: str, installation: Installation, *arguments: str) -> Result:
    where = ["--data-dir", str(installation.data_dir), "--port-base", str(installation.ports.base)]
    return CliRunner().invoke(main, [command, *where, *arguments])


# Four databases of five services are made, saved and restored, one after the other.
@pytest.mark.timeout(180)
def test_an_installation_moves_by_its_backup(folder: Path) -> None:
    here, there = an_installation(folder / "here"), an_installation(folder / "there")
    with held_alone(here.data_dir), database_to_ourselves(here):
        prepare_databases(here)
    asked(here, PHASE)

    saved = infamilie("backup", here, str(folder / "backup"))
    foreign = infamilie("restore", there, str(folder / "backup"))
    shutil.copy(here.data_dir / "secrets.json", there.data_dir)
    restored = infamilie("restore", there, str(folder / "backup"))
    again = infamilie("restore", there, str(folder / "backup"))
    replaced = infamilie("restore", there, str(folder / "backup"), "--replace")

    assert (saved.exit_code, restored.exit_code, replaced.exit_code) == (0, 0, 0), saved.output + restored.output
    assert (foreign.exit_code, "andere" in foreign.output) == (1, True)
    assert (again.exit_code, "--replace" in again.output) == (1, True)
    moved = Installation(there.data_dir, there.ports)
    assert asked(moved, "SELECT count(*) FROM life_phases WHERE key = 'p'") == 1
    refuse_half_restored(there.data_dir)


def test_a_half_restored_installation_is_not_served_from(folder: Path) -> None:
    installation = an_installation(folder / "here")
    with pytest.raises(ZeroDivisionError), restoring(installation.data_dir, unless=(KeyError,)):
        raise ZeroDivisionError

    with pytest.raises(StartRefused):
        refuse_half_restored(installation.data_dir)


def test_what_never_ran_has_nothing_to_back_up(folder: Path) -> None:
    refused = infamilie("backup", an_installation(folder / "here"), str(folder / "backup"))

    assert (refused.exit_code, "nichts zu sichern" in refused.output) == (1, True)


def test_a_redaction_names_what_it_means_and_two_who_want_it(folder: Path) -> None:
    installation = an_installation(folder / "here")

    nothing_named = infamilie("redact", installation, "registry")
    alone = infamilie(
        "redact", installation, "registry", "--position", "1", "--reason", "r", "--asked-by", "a", "--confirmed-by", "a"
    )

    assert (nothing_named.exit_code, "--subject" in nothing_named.output) == (2, True)
    assert (alone.exit_code, "verschiedene" in alone.output) == (2, True)
