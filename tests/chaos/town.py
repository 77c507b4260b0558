"""One real installation for the failure tests: servers, services, a witness, and the state that a scenario begins with."""

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import httpx
import redis.asyncio as redis

from deploy.local.databases import prepare_databases
from deploy.local.installation import SECOND_OFFERS, SERVICES, Installation
from deploy.local.issuer.tokens import mint
from deploy.local.issuer_settings import issuer_settings
from deploy.local.operator import OFFICE
from deploy.local.ports import Ports
from deploy.local.provision import provision
from deploy.local.valkey import OPERATOR
from shared.database.migrations import migrate
from tests.chaos.base_data import write_base
from tests.chaos.databases import Databases
from tests.chaos.environment import WITNESS, environment_of
from tests.chaos.servants import Servant, nursery
from tests.chaos.serve import run_issuer, run_mailbox, run_service
from tests.chaos.witness import MIGRATIONS

REPLICA = "-replica"
BASE = "base"
EMPTY = "empty"
TOKEN_HOURS = 6
PORTS_NEEDED = (*range(24), 25, 32, 33)


class Town:
    """The servers and processes; `base_heads` is where each source's log stood when the scenarios began."""

    def __init__(self, data_dir: Path) -> None:
        self.installation = Installation(data_dir, Ports(_free_port_base()))
        self.services = tuple(name for name in SERVICES if find_spec(f"services.{name}.app") is not None)
        self.databases = Databases(self.installation, (*self.services, SECOND_OFFERS, WITNESS))
        self.servants: dict[str, Servant] = {}
        self.base_heads: dict[str, int] = {}
        self.in_flight_at_kills = 0
        self.token = ""
        self._context = nursery(
            "tests.chaos.serve", "tests.chaos.witness", *(f"services.{s}.app" for s in self.services)
        )

    @property
    def running(self) -> tuple[str, ...]:
        """The services of a scenario's beginning."""
        return (*self.services, WITNESS)

    async def open(self) -> None:
        """Start the servers, make and fill the databases; no service runs afterwards."""
        for server in (self.installation.postgres, self.installation.valkey):
            server.start()
        for server in (self.installation.postgres, self.installation.valkey):
            server.wait_ready()
        self._enlist()
        for name in ("mailbox", "issuer"):
            self.servants[name].start()
        await asyncio.to_thread(prepare_databases, self.installation)
        await self._prepare_witness()
        for name in ("mailbox", "issuer"):
            await self.servants[name].answers()
        self.token = self._long_token()
        await self.databases.keep("offers", label=EMPTY)
        await self.start_services()
        async with self.api("registry") as registry:
            await write_base(registry, self.installation)

    async def keep_base(self) -> None:
        """Make the present state the one that every scenario begins with."""
        async with self.mailbox() as mailbox:
            (await mailbox.delete("/api/mails")).raise_for_status()
        self.stop_services()
        for instance in self.databases.instances:
            await self.databases.keep(instance, label=BASE)

    async def reset(self) -> None:
        """Begin anew from the base."""
        self.stop_services()
        for instance in self.databases.instances:
            await self.databases.put_back(instance, label=BASE)
        async with self.broker() as broker:
            await broker.config_set("maxmemory", "128mb")
            await broker.flushall()
        async with self.mailbox() as mailbox:
            (await mailbox.delete("/api/mails")).raise_for_status()
            (await mailbox.put("/api/behaviour", json={})).raise_for_status()
        await self.databases.hold_snapshots()
        await self.start_services()

    async def start_services(self) -> None:
        """Start all services and wait until they answer."""
        for name in self.running:
            self.servants[name].start()
        for name in self.running:
            await self.servants[name].answers()

    async def revive(self, name: str, **environment: str) -> None:
        """Bring a dead process back; what dead postmen had taken is free at once, for their leases last a minute."""
        if name == "notifications":
            async with self.databases.of(name) as connection:
                freed = await connection.execute("UPDATE deliveries SET leased_until = NULL WHERE state = 'sending'")
                self.in_flight_at_kills += int(freed.split()[1])
        await self.servants[name].comes_back(**environment)

    def stop_services(self) -> None:
        """End all services, replicas too, by force."""
        for name, servant in self.servants.items():
            if name not in {"mailbox", "issuer"}:
                servant.kill()

    def close(self) -> None:
        """End everything."""
        for servant in self.servants.values():
            servant.kill()
        self.installation.valkey.stop()
        self.installation.postgres.stop()

    def url_of(self, instance: str) -> str:
        """Return where a service, or the witness, answers."""
        return self.servants[instance].url.removesuffix("/livez")

    @asynccontextmanager
    async def api(self, instance: str) -> AsyncIterator[httpx.AsyncClient]:
        """Yield a client with the office's token."""
        headers = {"Authorization": f"Bearer {self.token}"}
        async with httpx.AsyncClient(base_url=self.url_of(instance), headers=headers, timeout=8) as client:
            yield client

    @asynccontextmanager
    async def mailbox(self) -> AsyncIterator[httpx.AsyncClient]:
        """Yield a client of the mailbox."""
        async with httpx.AsyncClient(base_url=self.installation.url_of("mailbox"), timeout=30) as client:
            yield client

    @asynccontextmanager
    async def broker(self) -> AsyncIterator[redis.Redis]:
        """Yield the broker as its operator sees it."""
        async with redis.Redis.from_url(self.installation.valkey.url(OPERATOR)) as client:
            yield client

    def _enlist(self) -> None:
        installation, ports, logs = self.installation, self.installation.ports, self.installation.data_dir / "logs"
        self._servant("mailbox", installation.url_of("mailbox"), run_mailbox,
                      (installation.data_dir / "mailbox", ports.smtp, ports.mailbox))  # fmt: skip
        self._servant("issuer", installation.url_of("issuer"), run_issuer, (installation.data_dir, ports.base))
        replicas = tuple(f"{name}{REPLICA}" for name in self.running)
        for offset, name in enumerate((*self.running, SECOND_OFFERS, *replicas), start=10):
            port = ports.base + offset
            original = name.removesuffix(REPLICA)
            service = "offers" if original == SECOND_OFFERS else original
            environment = environment_of(installation, original, port=port if original != name else None)
            url = f"http://127.0.0.1:{environment[f'{service.upper()}_PORT']}/livez"
            self._servant(name, url, run_service, (service, environment))
        logs.mkdir(exist_ok=True)

    def _servant(self, name: str, url: str, run, arguments) -> None:  # type: ignore[no-untyped-def]  # any function of serve.py
        log = self.installation.data_dir / "logs" / f"{name}.log"
        self.servants[name] = Servant(self._context, name, url=url, run=run, log=log, arguments=arguments)

    async def _prepare_witness(self) -> None:
        wanted = self.installation.database_of(WITNESS)
        await provision(self.installation.postgres.superuser_url, [wanted])
        url = self.installation.owner_url(WITNESS)
        await migrate(versions=MIGRATIONS, owner_url=url, service_role=wanted.service_role)

    def _long_token(self) -> str:
        """Return an office token that is good for hours before and after now: some clocks will be wrong."""
        settings = issuer_settings(self.installation)
        begin = datetime.now(UTC) - timedelta(hours=TOKEN_HOURS / 2)
        lifetime = timedelta(hours=TOKEN_HOURS)
        return mint(OFFICE, keys_file=settings.keys_file, issuer_url=settings.issuer_url, lifetime=lifetime, now=begin)


def _free_port_base() -> int:
    while True:
        base = secrets.SystemRandom().randrange(20_000, 31_900, 50)
        if not any(_is_taken(base + distance) for distance in PORTS_NEEDED):
            return base


def _is_taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
