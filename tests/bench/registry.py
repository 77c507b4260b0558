"""A registry to measure: in the measuring process, or as a process of its own."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from deploy.local.issuer.tokens import mint
from deploy.local.operator import OFFICE
from deploy.local.testing import create_database
from services.registry.app import create_app
from services.registry.settings import RegistrySettings
from shared.database.engine import SESSION_SETTINGS
from shared.hosting.parts import migrations_of
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import DatabaseAddresses, free_port
from tests.bench.processes import Servers, environment_of, migrated_database, running_program

NAME, PREFIX = "registry", "REGISTRY_"
# Queries by hand are planned for the same machine.
PLANNING = {name: SESSION_SETTINGS[name] for name in ("jit", "random_page_cost")}


@asynccontextmanager
async def running_registry(servers: Servers) -> AsyncIterator[tuple[TestPlatform, StartedService]]:
    """Yield a registry in this process, where its memory can be watched."""

    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(servers.postgres, service)

    async with TestPlatform(create_database=database_for, broker_url=servers.valkey.url) as platform:
        yield platform, await platform.start(NAME, create_app, RegistrySettings)


@dataclass(frozen=True)
class ServedRegistry:
    """A registry that answers the office at `url`."""

    url: str
    database: DatabaseAddresses
    headers: dict[str, str]


@asynccontextmanager
async def served_registry(servers: Servers) -> AsyncIterator[ServedRegistry]:
    """Yield a registry in a process of its own, served as it is deployed."""
    port = free_port()
    database = await migrated_database(servers, NAME, versions=migrations_of(NAME))
    address = f"http://127.0.0.1:{port}"
    environment = {
        **environment_of(servers, NAME, prefix=PREFIX, database=database, registry_url=address),
        f"{PREFIX}PORT": str(port),
        f"{PREFIX}IDENTITY__OFFICE_SUBJECTS": f'["{OFFICE}"]',
    }
    arguments = (sys.executable, "-m", "deploy.serve", NAME)
    with running_program(servers, NAME, arguments=arguments, port=port, environment=environment) as url:
        token = mint(OFFICE, keys_file=servers.issuer.keys_file, issuer_url=servers.issuer.url)
        yield ServedRegistry(url, database, {"Authorization": f"Bearer {token}"})
