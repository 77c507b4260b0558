"""Several real services in one test: own databases, a shared broker, one issuer, real HTTP between them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI

from shared.database.migrations import migrate
from shared.hosting.parts import migrations_of
from shared.hosting.running import Running
from shared.hosting.settings import ServiceSettings
from shared.identity.accounts import account_id
from shared.testing.issuer import CLIENT_SECRET, TestIssuer
from shared.testing.servers import DatabaseAddresses
from shared.testing.serving import bound_socket, serving, url_of

ACCOUNT_KEY = "the account key of the test run"
SERVICES = ("registry", "offers", "notifications", "portal", "dashboard")
OFFICE = "office"

CreateDatabase = Callable[[str], Awaitable[DatabaseAddresses]]


@dataclass
class StartedService:
    """A service that answers at `url`; `http` is a client without a token."""

    name: str
    url: str
    app: FastAPI
    settings: ServiceSettings
    database: DatabaseAddresses
    http: httpx.AsyncClient
    _stack: AsyncExitStack

    @property
    def running(self) -> Running:
        """The service's inner parts."""
        running: Running = self.app.state.running
        return running

    async def stop(self) -> None:
        """End the service; its database stays."""
        await self._stack.aclose()

    async def has_applied(self, source: str, position: int, *, seconds: float = 10) -> None:
        """Wait until the service has applied a source up to a position; fails the test otherwise."""
        deadline = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < deadline:
            asked: dict[str, str | float] = {"source": source, "position": position, "wait_seconds": 1}
            if (await self.http.get("/checkpoints", params=asked)).json()["reached"]:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{self.name} has not applied {source} up to {position}")


class TestPlatform:
    """Starts services as a deployment would, in the test's event loop."""

    __test__ = False

    def __init__(
        self,
        *,
        create_database: CreateDatabase,
        broker_url: Callable[[str], str],
        sockets: Mapping[str, socket] | None = None,
        office_subjects: tuple[str, ...] = (OFFICE,),
    ) -> None:
        """`sockets` are where services and the `issuer` listen when their ports are agreed on; others take free ones."""
        self.issuer = TestIssuer()
        self._office_subjects = office_subjects
        self._create_database = create_database
        self._broker_url = broker_url
        self._stack = AsyncExitStack()
        self._sockets = {"registry": bound_socket()} if sockets is None else dict(sockets)

    async def __aenter__(self) -> "TestPlatform":
        listening = self._listening("issuer")
        self.issuer.url = url_of(listening)
        await self._stack.enter_async_context(serving(self.issuer.app, listening))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()
        for agreed in self._sockets.values():
            agreed.close()

    @property
    def registry_url(self) -> str:
        """Where the registry of this platform is, or will be."""
        return url_of(self._sockets["registry"])

    def _listening(self, name: str) -> socket:
        agreed = self._sockets.get(name)
        return bound_socket() if agreed is None else agreed.dup()

    async def start(
        self,
        name: str,
        create_app: Callable[[Any], FastAPI],
        settings_type: type[ServiceSettings],
        *,
        database: DatabaseAddresses | None = None,
        versions: Path | None = None,
        **settings: Any,
    ) -> StartedService:
        """Start a service on a database of its own; `settings` replace or add to what every test service gets."""
        if database is None:
            database = await self._create_database(name)
        await migrate(
            versions=versions or migrations_of(name), owner_url=database.owner_url, service_role=_role(database)
        )
        listening = bound_socket() if "instance" in settings else self._listening(name)
        chosen = settings_type(**{**self._settings(name, url_of(listening), database), **settings})
        app = create_app(chosen)
        stack = AsyncExitStack()
        url = await stack.enter_async_context(serving(app, listening))
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=10))
        self._stack.push_async_callback(stack.aclose)
        return StartedService(name, url, app, chosen, database, http, stack)

    def _settings(self, name: str, url: str, database: DatabaseAddresses) -> dict[str, Any]:
        return {
            "database_url": database.service_url,
            "broker_url": self._broker_url(name),
            "public_url": url,
            "registry_url": self.registry_url,
            "log_level": "WARNING",
            "identity": {
                "issuer_url": self.issuer.url,
                "account_key": ACCOUNT_KEY,
                "client_id": name,
                "client_secret": CLIENT_SECRET,
                "office_subjects": self._office_subjects,
                "service_subjects": SERVICES,
            },
        }

    def headers(self, subject: str = OFFICE) -> dict[str, str]:
        """Return the header that identifies a subject; `office` holds the office's standing grant."""
        return {"Authorization": f"Bearer {self.issuer.token(subject)}"}

    def account(self, subject: str) -> str:
        """Return a subject's account id."""
        return account_id(ACCOUNT_KEY, issuer=self.issuer.url, subject=subject)

    async def give(self, registry: StartedService, subject: str, role: str, **scope: str) -> tuple[UUID, int]:
        """Give a grant through the registry; return its id and the event's position."""
        grant_id = uuid4()
        body = {"account": self.account(subject), "role": role, "valid_from": "2020-01-01T00:00:00Z", **scope}
        answer = await registry.http.put(
            f"/grants/{grant_id}", json=body, headers={**self.headers(), "If-None-Match": "*"}
        )
        assert answer.status_code == httpx.codes.CREATED, answer.text
        return grant_id, int(answer.headers["Event-Position"])


def _role(database: DatabaseAddresses) -> str:
    return httpx.URL(database.service_url.replace("postgresql", "http", 1)).username
