"""A committing and a listening program in processes of their own, on databases of their own."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from shared.testing.servers import free_port
from tests.bench.load import Moment, Run
from tests.bench.processes import Servers, environment_of, migrated_database, running_program

MIGRATIONS = Path(__file__).parent / "migrations"
MOST_SECONDS = 60


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
    registry_url = f"http://127.0.0.1:{publisher_port}"
    environments = [await _environment(servers, service, registry_url) for service in ("registry", "dashboard")]
    with (
        _program(servers, f"{prefix}publishing", publisher_port, environments[0]) as one,
        _program(servers, f"{prefix}listening", free_port(), environments[1]) as two,
    ):
        async with (
            httpx.AsyncClient(base_url=one, timeout=60) as publishing,
            httpx.AsyncClient(base_url=two) as listening,
        ):
            pair = Pair(publishing, listening)
            await pair.timed(Run(events=20, body_bytes=400, events_per_second=20))
            yield pair


async def _environment(servers: Servers, service: str, registry_url: str) -> dict[str, str]:
    database = await migrated_database(servers, service, versions=MIGRATIONS)
    return environment_of(servers, service, prefix="BENCH_", database=database, registry_url=registry_url)


def _program(servers: Servers, name: str, port: int, environment: dict[str, str]) -> AbstractContextManager[str]:
    arguments = (sys.executable, "-m", "tests.bench.program", name, str(port))
    return running_program(servers, name, arguments=arguments, port=port, environment=environment)
