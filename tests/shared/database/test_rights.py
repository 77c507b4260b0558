"""What a service may do in its own database and what not: no DDL, no rewriting of history, no neighbour's data."""

from typing import Any

import asyncpg
import pytest

from deploy.local.postgres import EmbeddedPostgres
from shared.testing.servers import DatabaseAddresses
from tests.shared.database.conftest import role_of

REFUSED = (
    "CREATE TABLE planted (x integer)",
    "CREATE TABLE projection_a.planted (x integer)",
    "CREATE SCHEMA planted",
    "CREATE TEMP TABLE planted (x integer)",
    "CREATE FUNCTION planted() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE EXTENSION hstore",
    "CREATE ROLE planted",
    "ALTER TABLE event_log ADD COLUMN planted integer",
    "ALTER TABLE event_log DISABLE TRIGGER ALL",
    "DROP TABLE event_log",
    "CREATE INDEX ON event_log (time)",
    "TRUNCATE event_log",
    "TRUNCATE dead_letters",
    "UPDATE event_log SET type = 'other'",
    "DELETE FROM event_log",
    "DELETE FROM log_identity",
    "INSERT INTO log_identity (epoch) VALUES ('other')",
    "INSERT INTO alembic_version VALUES ('9999')",
    "UPDATE alembic_version SET version_num = '9999'",
    "SELECT * FROM pg_authid",
    "COPY event_log TO PROGRAM 'cat'",
    "SELECT pg_read_file('pg_hba.conf')",
)
PERMITTED = (
    "INSERT INTO event_log VALUES (1, gen_random_uuid(), 'planted', 'planted/1', 1, 'hoerde', now(), '{}')",
    "SELECT count(*) FROM event_log",
    "UPDATE log_identity SET epoch = epoch",
    "UPDATE projection_slot SET number = number",
    "DELETE FROM projection_a.checkpoint",
    "DELETE FROM projection_b.announced_sources",
    "UPDATE dead_letters SET state = state",
)


@pytest.mark.parametrize("statement", REFUSED)
async def test_the_services_role_is_refused(as_service: Any, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await as_service.execute(statement)


@pytest.mark.parametrize("statement", PERMITTED)
async def test_the_services_role_does_its_work(as_service: Any, statement: str) -> None:
    undone = as_service.transaction()
    await undone.start()
    assert await as_service.execute(statement)
    await undone.rollback()


async def test_the_audit_trail_is_not_rewritten(as_service: Any) -> None:
    has_one = await as_service.fetchval("SELECT to_regclass('public.audit_trail') IS NOT NULL")
    right = "has_table_privilege(to_regclass('public.audit_trail'), 'UPDATE')"
    assert await as_service.fetchval(f"SELECT {right}") is (False if has_one else None)


async def test_the_services_role_owns_nothing(as_service: Any) -> None:
    owned = "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
    member = "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole"
    assert (await as_service.fetchval(owned), await as_service.fetchval(member)) == (0, 0)


async def test_the_services_role_does_not_become_the_owner(as_service: Any, database: DatabaseAddresses) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await as_service.execute(f'SET ROLE "{role_of(database.owner_url)}"')


@pytest.mark.parametrize("role", ["service_url", "owner_url"])
async def test_no_role_of_a_service_enters_a_neighbours_database(
    databases: dict[str, DatabaseAddresses], database: DatabaseAddresses, role: str
) -> None:
    for name in [other.name for other in databases.values() if other is not database] + ["postgres", "template1"]:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(getattr(database, role), database=name)


async def test_no_role_enters_with_a_wrong_password(database: DatabaseAddresses) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(database.service_url, password="guessed")


async def test_the_superuser_still_enters(postgres_server: EmbeddedPostgres, database: DatabaseAddresses) -> None:
    connection = await asyncpg.connect(postgres_server.superuser_url, database=database.name)
    assert await connection.fetchval("SELECT count(*) FROM event_log") == 0
    await connection.close()
