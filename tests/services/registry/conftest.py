"""One running registry for all its tests; each test registers things of its own in it."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.services.registry.city import INVITATION_PAGE, City


@pytest.fixture(scope="session")
async def city(
    postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as platform:
        journal = tmp_path_factory.mktemp("outside-the-database") / "erasures.journal"
        yield await City.start(platform, erasure_journal=journal, invitation_page=INVITATION_PAGE)
