"""One town for all tests of the portal; each test makes offers and subscriptions of its own in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import TestPlatform
from shared.testing.servers import DatabaseAddresses, MailboxAddresses
from tests.services.portal.browser import Browser
from tests.services.portal.demo_sign_in import DemoIssuer
from tests.services.portal.town import Town


@pytest.fixture(scope="session")
async def town(
    postgres_server: EmbeddedPostgres,
    valkey_server: EmbeddedValkey,
    mailbox_server: MailboxAddresses,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Town]:
    folder: Path = tmp_path_factory.mktemp("town")

    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    platform = TestPlatform(create_database=database_for, broker_url=valkey_server.url)
    platform.issuer = DemoIssuer(folder)
    async with platform:
        yield await Town.start(platform, mailbox_server, folder=folder)


@pytest.fixture
async def browser(town: Town) -> AsyncIterator[Browser]:
    started = Browser(town.portal.url)
    async with started.http:
        yield started
