"""One town for all tests of the portal, and towns of their own that the command line operates."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local.operator import OFFICE as OPERATORS_OFFICE
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.testing.platform import OFFICE, TestPlatform
from shared.testing.servers import DatabaseAddresses, MailboxAddresses
from tests.services.portal.browser import Browser
from tests.services.portal.demo_sign_in import DemoIssuer
from tests.services.portal.operated import Agreed, Operated
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


@pytest.fixture
async def operated(
    postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey, mailbox_server: MailboxAddresses, tmp_path: Path
) -> AsyncIterator[Operated]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    agreed = Agreed.on_free_ports(tmp_path)
    platform = TestPlatform(
        create_database=database_for,
        broker_url=valkey_server.url,
        sockets=agreed.sockets,
        office_subjects=(OFFICE, OPERATORS_OFFICE),
    )
    platform.issuer = DemoIssuer(agreed.issuer_folder)
    async with platform:
        yield Operated(await Town.start(platform, mailbox_server, folder=tmp_path), agreed)
