"""A second deployment beside the city."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.services.registry.city import City


@pytest.fixture(scope="session")
async def empty_city(
    postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    """Another deployment, in which nothing is registered."""

    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as platform:
        journal = tmp_path_factory.mktemp("outside-the-other-database") / "erasures.journal"
        yield await City.start(platform, erasure_journal=journal)
