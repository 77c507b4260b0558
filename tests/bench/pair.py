"""A committing and a listening program in processes of their own, on databases of their own."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
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
from shared.testing.servers import IssuerAddress, free_port, wait_until
from tests.bench.load import Moment, Run

MIGRATIONS = Path(__file__).parent / "migrations"
SECRET = "a-secret-of-the-bench"
CLIENTS = tuple(Client(client_id=name, secret=SECRET) for name in ("registry", "dashboard"))
MOST_SECONDS = 60


@dataclass(frozen=True)
class Servers:
    """The real servers under all measurements."""

    postgres: EmbeddedPostgres
    valkey: EmbeddedValkey
    issuer: IssuerAddress
    folder: Path


@dataclass
class Timed:
    """What one run showed, in seconds: how long each event took, and how long all together after the last commit."""

    latencies: list[float]
    seconds: float


class Pair:
    """Sends runs through two programs and reads what came of them."""

    def __init__(self, publishing: httpx.AsyncClient, listening: httpx.AsyncClient) -> None:
        self._publishing = publishing
        self._listening = listening
        self._position = 0

    async def timed(self, run: Run) -> Timed:
        """Send a run; return when its last effect is committed."""
        answer = await self._publishing.post("/runs", json=run.model_dump())
        committed = [Moment(**moment) for moment in answer.raise_for_status().json()]
        last = max(moment.position for moment in committed)
        effects = await self._effects(last)
        first_commit = min(moment.at for moment in committed)
        self._position = last
        return Timed(
            latencies=sorted(effects[moment.position] - moment.at for moment in committed),
            seconds=effects[last] - first_commit,
        )

    async def _effects(self, last: int) -> dict[int, float]:
        async with asyncio.timeout(MOST_SECONDS):
            while True:
                answer = await self._listening.get("/effects", params={"after": self._position, "until": last})
                if found := answer.raise_for_status().json():
                    return dict(found)
                await asyncio.sleep(0.2)


@asynccontextmanager
async def running_pair(servers: Servers, *, prefix: str = "") -> AsyncIterator[Pair]:
    """Start the programs `publishing` and `listening`, or those by hand."""
    publisher_port = free_port()
    registry = f"http://127.0.0.1:{publisher_port}"
    with (
        _program(
            servers, f"{prefix}publishing", publisher_port, await _environment(servers, "registry", registry)
        ) as one,
        _program(servers, f"{prefix}listening", free_port(), await _environment(servers, "dashboard", registry)) as two,
    ):
        async with (
            httpx.AsyncClient(base_url=one, timeout=60) as publishing,
            httpx.AsyncClient(base_url=two) as listening,
        ):
            pair = Pair(publishing, listening)
            await pair.timed(Run(events=20, body_bytes=400, events_per_second=20))
            yield pair


async def _environment(servers: Servers, service: str, registry_url: str) -> dict[str, str]:
    database = await create_database(servers.postgres, service)
    role = httpx.URL(database.service_url.replace("postgresql", "http", 1)).username
    await migrate(versions=MIGRATIONS, owner_url=database.owner_url, service_role=role)
    return {
        "BENCH_DATABASE_URL": database.service_url,
        "BENCH_BROKER_URL": servers.valkey.url(service),
        "BENCH_PUBLIC_URL": registry_url,
        "BENCH_REGISTRY_URL": registry_url,
        "BENCH_LOG_LEVEL": "WARNING",
        "BENCH_IDENTITY__ISSUER_URL": servers.issuer.url,
        "BENCH_IDENTITY__ACCOUNT_KEY": "the account key of the bench",
        "BENCH_IDENTITY__CLIENT_ID": service,
        "BENCH_IDENTITY__CLIENT_SECRET": SECRET,
        "BENCH_IDENTITY__SERVICE_SUBJECTS": '["dashboard"]',
    }


@contextmanager
def _program(servers: Servers, name: str, port: int, environment: dict[str, str]) -> Iterator[str]:
    command = Command(
        arguments=(sys.executable, "-m", "tests.bench.program", name, str(port)),
        environment=environment,
        working_directory=REPOSITORY,
    )
    url = f"http://127.0.0.1:{port}"
    child = spawn(command, log=servers.folder / f"{name}.log")
    try:
        wait_until(answers(f"{url}/livez"), what=f"{name} answers", timeout_seconds=60)
        yield url
    finally:
        child.ask_to_stop()
        if not child.has_ended_within(10):
            child.kill()
