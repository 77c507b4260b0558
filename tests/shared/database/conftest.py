"""A migrated database of each service."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from shared.database.migrations import migrate
from shared.hosting.parts import migrations_of
from shared.testing.servers import DatabaseAddresses
from tests.house.tree import services


def role_of(url: str) -> str:
    """The role that an address logs in as."""
    return httpx.URL(url.replace("postgresql", "http", 1)).username


async def bring_up(service: str, database: DatabaseAddresses) -> None:
    """Run the service's migrations."""
    await migrate(
        versions=migrations_of(service), owner_url=database.owner_url, service_role=role_of(database.service_url)
    )


@pytest.fixture(scope="session")
async def databases(postgres_server: EmbeddedPostgres) -> dict[str, DatabaseAddresses]:
    made = {name: await create_database(postgres_server, name) for name in services()}
    for name, database in made.items():
        await bring_up(name, database)
    return made


@pytest.fixture(params=services())
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database(databases: dict[str, DatabaseAddresses], service: str) -> DatabaseAddresses:
    return databases[service]


@pytest.fixture
async def as_service(database: DatabaseAddresses) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(database.service_url)
    yield connection
    await connection.close()
