"""Events to ten thousand endpoints, all healthy, and then with a tenth that hangs and a twentieth that fails.

The first event is the first contact: nobody knows yet who is sick, and each costs the processor what a healthy one does. So it is asked
how much later the healthy ones are told than if the same ten thousand were all healthy. At the second it is known who is sick, and
nobody waits for them: so many healthy ones must be told in a second as if there were no others.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from time import monotonic
from typing import NamedTuple
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
LEAST_A_SECOND, LEAST_SHARE, MOST_LATER = 3_000, 0.9, 1.1
# Of 100 that cost the same 15 are sick (docs/decisions/0030).
LEAST_SHARE_OF_STRANGERS = 0.75
LATEST = "SELECT coalesce(max(position), 0) FROM webhook_events"
TOLD = "SELECT count(*) FROM webhook_endpoints WHERE url LIKE '%/takes%' AND position > $1"
STRANGERS = "SELECT count(*) FROM webhook_endpoints WHERE url NOT LIKE '%/takes%' AND attempts = 0"


class Told(NamedTuple):
    """How many endpoints are healthy, and within how many seconds all of them were told of the first event and of the second."""

    healthy: int
    first: float
    known: float


async def webhook_figures(
    servers: Servers, owner_url: str, publishing: str, *, runs: int, tell: Callable[[str], None], count: int = ENDPOINTS
) -> AsyncIterator[Figure]:
    """Yield how many healthy endpoints are told in a second beside sick ones, and its share of the rate without these."""
    port = free_port()
    arguments = (sys.executable, "-m", "tests.bench.delivery.receivers", str(port))
    alone: list[Told] = []
    among: list[Told] = []
    with running_program(servers, "receivers", arguments=arguments, port=port, environment={}) as receivers:
        for run in range(runs):
            tell(f"Zwei Ereignisse an {count} Empfänger, {run + 1} von {runs}")
            alone.append(await _told(owner_url, publishing, [TAKES] * count, receivers))
            among.append(await _told(owner_url, publishing, _mixed(count), receivers))
    first, first_alone = (median_of([each.healthy / each.first for each in each_run]) for each_run in (among, alone))
    known, known_alone = (median_of([each.healthy / each.known for each in each_run]) for each_run in (among, alone))
    name = "Webhooks an gesunde Empfänger, 10 % hängen, 5 % scheitern"
    yield Figure(name=name, unit="1/s", value=first, target=LEAST_A_SECOND, at_least=True)
    yield Figure(
        name="Webhooks, neben lauter gesunden", unit="1/s", value=known, limit=known_alone, target=LEAST_SHARE,
        at_least=True,
    )  # fmt: skip
    yield Figure(
        name="Webhooks, bis alle gesunden gehört haben, beim ersten Kontakt", unit="s",
        value=median_of([each.first for each in among]), limit=median_of([each.first for each in alone]),
        target=MOST_LATER,
    )  # fmt: skip
    yield Figure(
        name="Webhooks, neben lauter gesunden, beim ersten Kontakt", unit="1/s", value=first, limit=first_alone,
        target=LEAST_SHARE_OF_STRANGERS, at_least=True,
    )  # fmt: skip


def _mixed(count: int) -> list[str]:
    return [HANGS if number % 20 in {0, 10} else FAILS if number % 20 == 5 else TAKES for number in range(count)]


async def _told(owner_url: str, publishing: str, paths: list[str], receivers: str) -> Told:
    connection = await asyncpg.connect(owner_url)
    await _fill(connection, [f"{receivers}{path}?{number}" for number, path in enumerate(paths)])
    healthy = paths.count(TAKES)
    first = await _seconds(connection, publishing, healthy)
    async with asyncio.timeout(MOST_SECONDS):
        while await connection.fetchval(STRANGERS):  # noqa: ASYNC110 - the condition is in the database
            await asyncio.sleep(0.5)
    known = await _seconds(connection, publishing, healthy)
    await connection.execute("DELETE FROM webhook_endpoints")
    await connection.close()
    return Told(healthy, first, known)


async def _seconds(connection: asyncpg.Connection, publishing: str, healthy: int) -> float:
    """Return the seconds from the event's commit until the last healthy endpoint was told."""
    latest = await connection.fetchval(LATEST)
    async with httpx.AsyncClient(timeout=60) as client:
        began = monotonic()
        (await client.post(f"{publishing}/runs", json=ONE_OFFER.model_dump())).raise_for_status()
    async with asyncio.timeout(MOST_SECONDS):
        while await connection.fetchval(TOLD, latest) < healthy:  # noqa: ASYNC110 - the condition is in the database
            await asyncio.sleep(0.05)
    return monotonic() - began


async def _fill(connection: asyncpg.Connection, urls: list[str]) -> None:
    secrets = WebhookSecrets(keys={"1": SecretStr(ADDRESS_KEY)}, present="1")
    position = await connection.fetchval(LATEST)
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
