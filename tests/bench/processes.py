"""Measured programs as processes of their own, as in production, on databases of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from deploy.local.issuer.clients import Client
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.processes import Command, spawn
from deploy.local.program import answers
from deploy.local.testing import REPOSITORY, create_database
from deploy.local.valkey import EmbeddedValkey
from shared.database.migrations import migrate
from shared.testing.servers import DatabaseAddresses, IssuerAddress, wait_until

SECRET = "a-secret-of-the-bench"
CLIENTS = tuple(Client(client_id=name, secret=SECRET) for name in ("registry", "dashboard"))
MOST_SECONDS_TO_START = 60


@dataclass(frozen=True)
class Servers:
    """The real servers under all measurements."""

    postgres: EmbeddedPostgres
    valkey: EmbeddedValkey
    issuer: IssuerAddress
    folder: Path


async def migrated_database(servers: Servers, service: str, *, versions: Path) -> DatabaseAddresses:
    """Return a new database with the tables of these migrations."""
    database = await create_database(servers.postgres, service)
    role = httpx.URL(database.service_url.replace("postgresql", "http", 1)).username
    await migrate(versions=versions, owner_url=database.owner_url, service_role=role)
    return database


def environment_of(
    servers: Servers, service: str, *, prefix: str, database: DatabaseAddresses, registry_url: str
) -> dict[str, str]:
    """Return what a measured program is told; its variables begin with the prefix."""
    told = {
        "DATABASE_URL": database.service_url,
        "BROKER_URL": servers.valkey.url(service),
        "PUBLIC_URL": registry_url,
        "REGISTRY_URL": registry_url,
        "LOG_LEVEL": "WARNING",
        "IDENTITY__ISSUER_URL": servers.issuer.url,
        "IDENTITY__ACCOUNT_KEY": "the account key of the bench",
        "IDENTITY__CLIENT_ID": service,
        "IDENTITY__CLIENT_SECRET": SECRET,
        "IDENTITY__SERVICE_SUBJECTS": '["dashboard"]',
    }
    return {f"{prefix}{name}": value for name, value in told.items()}


@contextmanager
def running_program(
    servers: Servers, name: str, *, arguments: tuple[str, ...], port: int, environment: dict[str, str]
) -> Iterator[str]:
    """Start a program that serves on a port; yield its URL once it answers."""
    command = Command(arguments=arguments, environment=environment, working_directory=REPOSITORY)
    url = f"http://127.0.0.1:{port}"
    child = spawn(command, log=servers.folder / f"{name}.log")
    try:
        wait_until(answers(f"{url}/livez"), what=f"{name} answers", timeout_seconds=MOST_SECONDS_TO_START)
        yield url
    finally:
        child.ask_to_stop()
        if not child.has_ended_within(10):
            child.kill()
