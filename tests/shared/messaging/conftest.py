"""A registry, a catalogue and a listener on the bare mechanism."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.shared.messaging.small_services import announce_source, start_listener, start_publisher


@dataclass
class Neighbours:
    """Who talks in these tests."""

    platform: TestPlatform
    registry: StartedService
    offers: StartedService
    dashboard: StartedService


@pytest.fixture
async def platform(postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey) -> AsyncIterator[TestPlatform]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as started:
        yield started


@pytest.fixture
async def neighbours(platform: TestPlatform) -> Neighbours:
    registry = await start_publisher(platform, "registry")
    offers = await start_publisher(platform, "offers")
    position = await announce_source(registry, "/offers/city", offers.url)
    dashboard = await start_listener(platform)
    await dashboard.has_applied("/registry/city", position)
    return Neighbours(platform, registry, offers, dashboard)
