"""A registry, somebody who listens to it, and what an operator needs to keep and bring back their databases."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.keeping.stores import Deployment, Journals, Store
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database, passable_folder, running_valkey
from services.dashboard.app import create_app as create_dashboard
from services.dashboard.settings import DashboardSettings
from services.registry.app import create_app as create_registry
from services.registry.settings import RegistrySettings
from shared.erasure.journal import ErasureJournal
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.services.registry.city import City


@dataclass
class Town:
    """A deployment of two services; `city` is its registry as those see it who ask."""

    platform: TestPlatform
    server: EmbeddedPostgres
    journals: Journals
    city: City
    dashboard: StartedService

    @property
    def services(self) -> tuple[StartedService, StartedService]:
        """Both services."""
        return self.city.registry, self.dashboard

    @property
    def redactions(self) -> ErasureJournal:
        """The journal of emptied events."""
        assert self.journals.redactions is not None
        return ErasureJournal(self.journals.redactions)

    def deployment(self) -> Deployment:
        """The town as an operator keeps it, listeners first."""
        return Deployment(
            stores=(_store(self.dashboard), _store(self.city.registry)),
            journals=self.journals,
            keys={"account-key": "k"},
        )

    async def stop(self) -> None:
        """End both services."""
        for service in self.services:
            await service.stop()

    async def with_new_databases(self) -> Deployment:
        """The same town with empty databases."""
        for service in self.services:
            service.database = await create_database(self.server, service.name)
        return self.deployment()

    async def start_again(self) -> None:
        """Serve from the databases that the town has now."""
        registry, dashboard = await _start(self.platform, self.journals, *(each.database for each in self.services))
        self.city, self.dashboard = City(self.platform, registry), dashboard


def _store(service: StartedService) -> Store:
    role = service.database.service_url.split("//")[1].split(":")[0]
    return Store(
        instance=service.name,
        service=service.name,
        source=f"/{service.name}/city",
        owner_url=service.database.owner_url,
        service_role=role,
        broker_url=service.settings.broker_url.get_secret_value(),
    )


async def _start(
    platform: TestPlatform, journals: Journals, *databases: DatabaseAddresses
) -> tuple[StartedService, StartedService]:
    known = databases or (None, None)
    registry = await platform.start(
        "registry", create_registry, RegistrySettings, database=known[0], erasure_journal=journals.registry
    )
    dashboard = await platform.start(
        "dashboard",
        create_dashboard,
        DashboardSettings,
        database=known[1],
        portal_url=platform.registry_url,
        session_key="a session key of thirty-two letters",
        form_key="a form key of thirty-two letters!!",
    )
    return registry, dashboard


@pytest.fixture
async def town(postgres_server: EmbeddedPostgres, tmp_path: Path) -> AsyncIterator[Town]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    journals = Journals(registry=tmp_path / "registry.journal", redactions=tmp_path / "redactions.journal")
    with passable_folder() as folder, running_valkey(folder) as valkey:
        async with TestPlatform(create_database=database_for, broker_url=valkey.url) as platform:
            registry, dashboard = await _start(platform, journals)
            yield Town(platform, postgres_server, journals, City(platform, registry), dashboard)
