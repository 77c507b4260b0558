"""One running notifications service for all its tests; each test makes quarters and subscribers of its own in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.services.notifications.city import City
from tests.services.notifications.post_box import open_post_box


@pytest.fixture(scope="session")
async def city(
    postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    journal: Path = tmp_path_factory.mktemp("outside-the-database") / "erasures.journal"
    async with (
        open_post_box() as post_box,
        TestPlatform(create_database=database_for, broker_url=valkey_server.url) as platform,
    ):
        yield await City.start(platform, post_box, journal)
