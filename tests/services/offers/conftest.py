"""One running catalogue for all its tests; each test makes a quarter of its own in it."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.services.offers.city import City, Quarter


@pytest.fixture(scope="session")
async def city(postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey) -> AsyncIterator[City]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as platform:
        yield await City.start(platform)


@pytest.fixture
async def quarter(city: City) -> Quarter:
    return await city.quarter()


@pytest.fixture
async def other_quarter(city: City) -> Quarter:
    return await city.quarter()


@pytest.fixture
async def open_quarter(postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey) -> AsyncIterator[Quarter]:
    """A quarter of a catalogue that its operator lets fetch from this machine too."""

    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as platform:
        city = await City.start(platform, import_also_from=("127.0.0.0/8",))
        yield await city.quarter()
