"""One running platform of registry, offers and dashboard for all tests; each test makes quarters of its own in it."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.services.dashboard.city import City, Quarter


@pytest.fixture(scope="session")
async def city(postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey) -> AsyncIterator[City]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as platform:
        yield await City.start(platform)


@pytest.fixture
async def quarter(city: City) -> Quarter:
    return await city.quarter()
