"""All services of the platform at once, found by their folders, so that a new one is swept without being named."""

import importlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic import SecretStr

from deploy.document_settings import service_settings
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from shared.hosting.settings import ServiceSettings
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.house.tree import services

# The owners of data first: the faces are told where they are.
OWNERS = ("registry", "offers", "notifications")
NAMES = (*OWNERS, *(name for name in services() if name not in OWNERS))
SECRET = "a secret of the tests with 32 letters"
NOWHERE = "http://127.0.0.1:9"
PRODUCERS = ("offers", "notifications")
NEW = {"If-None-Match": "*"}


def app_factory(name: str) -> Callable[[Any], FastAPI]:
    """The service's `create_app`."""
    create_app: Callable[[Any], FastAPI] = importlib.import_module(f"services.{name}.app").create_app
    return create_app


def settings_type(name: str) -> type[ServiceSettings]:
    """The service's settings class."""
    found = service_settings()[name]
    assert issubclass(found, ServiceSettings)
    return found


def own_settings(name: str, *, folder: Path, urls: Mapping[str, str]) -> dict[str, Any]:
    """A value for each setting that only this service must be given: the neighbours' addresses, secrets, files."""
    fields = {
        key: field.annotation
        for key, field in settings_type(name).model_fields.items()
        if field.is_required() and key not in ServiceSettings.model_fields
    }
    return {key: _value(key, kind, folder=folder, urls=urls) for key, kind in fields.items()}


def _value(key: str, kind: object, *, folder: Path, urls: Mapping[str, str]) -> object:
    if kind is SecretStr:
        return SECRET
    if kind is Path:
        return folder / key
    return urls.get(key.removesuffix("_url"), NOWHERE)


def idle_app(name: str, folder: Path) -> FastAPI:
    """A service's app that is only looked at, never started: nothing it is told to reach is there."""
    told: dict[str, Any] = {
        "database_url": "postgresql://nobody:nothing@127.0.0.1:9/nowhere",
        "broker_url": "redis://127.0.0.1:9",
        "public_url": NOWHERE,
        "registry_url": NOWHERE,
        "log_level": "WARNING",
        "identity": {"issuer_url": NOWHERE, "account_key": SECRET, "client_id": name, "client_secret": SECRET},
    }
    return app_factory(name)(settings_type(name)(**told, **own_settings(name, folder=folder, urls={})))


@dataclass(frozen=True)
class EveryService:
    """The running services by their names."""

    platform: TestPlatform
    by_name: Mapping[str, StartedService]

    @property
    def registry(self) -> StartedService:
        return self.by_name["registry"]

    async def tell(self, path: str, body: Mapping[str, Any]) -> int:
        """Put something new into the registry as the office; the event's position."""
        answer = await self.registry.http.put(path, json=body, headers={**self.platform.headers(), **NEW})
        assert answer.status_code == 201, answer.text
        return int(answer.headers["Event-Position"])

    async def have_heard(self, position: int) -> None:
        """Wait until every other service has applied the registry's events up to a position."""
        for name, service in self.by_name.items():
            if name != "registry":
                await service.has_applied("/registry/city", position)


@asynccontextmanager
async def running_services(
    postgres: EmbeddedPostgres, valkey: EmbeddedValkey, *, folder: Path
) -> AsyncIterator[EveryService]:
    """Start all services, each announced to the others."""

    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey.url) as platform:
        started: dict[str, StartedService] = {}
        for name in NAMES:
            urls = {known: service.url for known, service in started.items()}
            settings = own_settings(name, folder=folder, urls=urls)
            started[name] = await platform.start(name, app_factory(name), settings_type(name), **settings)
        every = EveryService(platform, started)
        for name in PRODUCERS:
            feed = {
                "feed_url": f"{started[name].url}/events",
                "speaks_for_the_rest": True,
                "since": "2020-01-01T00:00:00Z",
            }
            await every.tell(f"/sources/{name}/city", feed)
        yield every
