"""A platform of real services for the tests of each of them."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import TestPlatform
from shared.testing.servers import DatabaseAddresses


@pytest.fixture
async def platform(postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey) -> AsyncIterator[TestPlatform]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as started:
        yield started
