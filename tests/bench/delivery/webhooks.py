"""One event to ten thousand endpoints, all healthy, and then with a tenth that hangs and a twentieth that fails."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from time import monotonic
from uuid import UUID, uuid4

import asyncpg
import httpx
from pydantic import SecretStr

from services.notifications.domain.webhooks.signature import new_secret
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from shared.hosting.running import utc_now
from shared.testing.servers import free_port
from tests.bench.delivery.filling import ADDRESS_KEY, NETWORK
from tests.bench.delivery.receivers import FAILS, HANGS, TAKES
from tests.bench.figure import Figure, median_of
from tests.bench.load import Run
from tests.bench.processes import Servers, running_program

ENDPOINTS = 10_000
MOST_SECONDS = 120
ONE_OFFER = Run(events=1, body_bytes=400)
LEAST_A_SECOND, LEAST_SHARE = 3_000, 0.9
HEALTHY = "SELECT count(*) FROM webhook_endpoints WHERE url LIKE '%/takes%' AND succeeded_at IS NOT NULL"


async def webhook_figures(
    servers: Servers, owner_url: str, publishing: str, *, runs: int, tell: Callable[[str], None], count: int = ENDPOINTS
) -> AsyncIterator[Figure]:
    """Yield how many healthy endpoints are told in a second beside sick ones, and its share of the rate without these."""
    port = free_port()
    arguments = (sys.executable, "-m", "tests.bench.delivery.receivers", str(port))
    alone: list[float] = []
    among: list[float] = []
    with running_program(servers, "receivers", arguments=arguments, port=port, environment={}) as receivers:
        for run in range(runs):
            tell(f"Ein Ereignis an {count} Empfänger, {run + 1} von {runs}")
            alone.append(await _rate(owner_url, publishing, [TAKES] * count, receivers))
            among.append(await _rate(owner_url, publishing, _mixed(count), receivers))
    name = "Webhooks an gesunde Empfänger, 10 % hängen, 5 % scheitern"
    rate = median_of(among)
    yield Figure(name=name, unit="1/s", value=rate, target=LEAST_A_SECOND, at_least=True)
    yield Figure(
        name="Webhooks, neben lauter gesunden", unit="1/s", value=rate, limit=median_of(alone), target=LEAST_SHARE,
        at_least=True,
    )  # fmt: skip


def _mixed(count: int) -> list[str]:
    return [HANGS if number % 20 in {0, 10} else FAILS if number % 20 == 5 else TAKES for number in range(count)]


async def _rate(owner_url: str, publishing: str, paths: list[str], receivers: str) -> float:
    """Return how many healthy endpoints were told in a second, from the event's commit to the last one's."""
    connection = await asyncpg.connect(owner_url)
    await _fill(connection, [f"{receivers}{path}?{number}" for number, path in enumerate(paths)])
    healthy = paths.count(TAKES)
    async with httpx.AsyncClient(timeout=60) as client:
        began = monotonic()
        (await client.post(f"{publishing}/runs", json=ONE_OFFER.model_dump())).raise_for_status()
    async with asyncio.timeout(MOST_SECONDS):
        while await connection.fetchval(HEALTHY) < healthy:  # noqa: ASYNC110 - the condition is in the database
            await asyncio.sleep(0.05)
    seconds = monotonic() - began
    await connection.execute("DELETE FROM webhook_endpoints")
    await connection.close()
    return healthy / seconds


async def _fill(connection: asyncpg.Connection, urls: list[str]) -> None:
    secrets = WebhookSecrets(keys={"1": SecretStr(ADDRESS_KEY)}, present="1")
    position = await connection.fetchval("SELECT coalesce(max(position), 0) FROM webhook_events")
    ids = [uuid4() for _ in urls]
    await connection.copy_records_to_table(
        "webhook_endpoints",
        records=[
            (one, UUID(int=1), url, [NETWORK], "active", secrets.seal(new_secret(), one), position, utc_now())
            for one, url in zip(ids, urls, strict=True)
        ],
        columns=["id", "organisation", "url", "networks", "state", "secret", "position", "created_at"],
    )
    await connection.execute("ANALYZE webhook_endpoints")
