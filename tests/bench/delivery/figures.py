"""One offer to a hundred thousand people, while others confirm their subscriptions; everything is accepted by smtp-sink."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

import asyncpg
import httpx
import psutil

from shared.hosting.parts import migrations_of
from shared.testing.servers import DatabaseAddresses, free_port
from tests.bench.delivery.by_hand import mails_a_second
from tests.bench.delivery.filling import ADDRESS_KEY, NETWORK, SECRET_KEY, fill
from tests.bench.delivery.sink import running_sink
from tests.bench.delivery.webhooks import webhook_figures
from tests.bench.figure import Figure, median_of, quantile
from tests.bench.load import Run
from tests.bench.pair import MIGRATIONS
from tests.bench.peers.celery_mails import celery_mails_a_second
from tests.bench.processes import Servers, environment_of, migrated_database, running_program

PEOPLE = 100_000
MOST_SECONDS = 240
ONE_OFFER = Run(events=1, body_bytes=800)
ASKING_SECONDS = 0.1
LEAST_A_SECOND, LEAST_RATIO, MOST_MIB, MOST_OPT_IN_SECONDS = 6_500, 0.5, 150, 1.0
MOST_MICROSECONDS = 130
LEAST_TIMES_CELERY = 5.0


@dataclass
class FanOut:
    """What one offer showed: mails a second from its commit to the last acceptance, memory, and how long opt-in mails took."""

    mails_a_second: float
    peak_mib: float
    opt_in_seconds: list[float]
    microseconds_a_mail: float


async def delivery_figures(
    servers: Servers, *, runs: int, tell: Callable[[str], None], people: int = PEOPLE
) -> AsyncIterator[Figure]:
    """Yield rate, memory and the tail of opt-in mails; the loop by hand takes turns on the same sink."""
    tell(f"{people} Abonnements anlegen")
    with running_sink(servers.folder) as sink:
        database = await migrated_database(servers, "notifications", versions=migrations_of("notifications"))
        await fill(database.owner_url, people=people)
        ours: list[FanOut] = []
        limits: list[float] = []
        peers: list[float] = []
        with _running(servers, await _environments(servers, database, sink)) as (publishing, notifications):
            for run in range(runs):
                tell(f"Ein Angebot an {people}, {run + 1} von {runs}")
                ours.append(await _fan_out(publishing, notifications, database, people))
                limits.append(await mails_a_second(sink, database.owner_url))
                peers.append(await asyncio.to_thread(celery_mails_a_second, servers, sink))
            async for figure in webhook_figures(servers, database.owner_url, publishing, runs=runs, tell=tell):
                yield figure
    rate = median_of([one.mails_a_second for one in ours])
    size = f"Ein Angebot an {people}"
    yield Figure(name=f"{size}, Mails", unit="1/s", value=rate, target=LEAST_A_SECOND, at_least=True)
    yield Figure(
        name=f"{size}, Mails neben der Schleife von Hand",
        unit="1/s",
        value=rate,
        limit=median_of(limits),
        target=LEAST_RATIO,
        at_least=True,
    )
    yield Figure(
        name=f"{size}, Mails neben Celery und smtplib",
        unit="1/s",
        value=rate,
        limit=median_of(peers),
        target=LEAST_TIMES_CELERY,
        at_least=True,
    )
    peak = max(one.peak_mib for one in ours)
    yield Figure(name=f"{size}, Speicher des Dienstes", unit="MiB", value=peak, target=MOST_MIB)
    spent = median_of([one.microseconds_a_mail for one in ours])
    yield Figure(name=f"{size}, Prozessorzeit des Dienstes je Mail", unit="µs", value=spent, target=MOST_MICROSECONDS)
    tail = median_of([quantile(one.opt_in_seconds, 0.99) for one in ours])
    yield Figure(name="Bestätigungsmail währenddessen, 99 %", unit="s", value=tail, target=MOST_OPT_IN_SECONDS)


async def _environments(servers: Servers, database: DatabaseAddresses, sink: int) -> tuple[dict[str, str], int]:
    port = free_port()
    registry_url = f"http://127.0.0.1:{port}"
    source = await migrated_database(servers, "registry", versions=MIGRATIONS)
    own = {
        "PORTAL_URL": "https://infamilie.example",
        "SECRET_KEY": SECRET_KEY,
        "ADDRESS_KEY": ADDRESS_KEY,
        "ERASURE_JOURNAL": str(servers.folder / "erasures.journal"),
        "SMTP_PORT": str(sink),
        "SUBSCRIPTIONS_PER_HOUR": "1000000",
        "WEBHOOK_NETWORKS": '["127.0.0.0/8"]',
    }
    bench = environment_of(servers, "registry", prefix="BENCH_", database=source, registry_url=registry_url)
    notifications = environment_of(
        servers, "dashboard", prefix="NOTIFICATIONS_", database=database, registry_url=registry_url
    )
    return {**bench, **notifications, **{f"NOTIFICATIONS_{name}": value for name, value in own.items()}}, port


@contextmanager
def _running(servers: Servers, told: tuple[dict[str, str], int]) -> Iterator[tuple[str, str]]:
    environment, port = told
    other = free_port()
    with (
        running_program(
            servers,
            "publishing",
            arguments=(sys.executable, "-m", "tests.bench.program", "publishing", str(port)),
            port=port,
            environment=environment,
        ) as publishing,
        running_program(
            servers,
            "notifications",
            arguments=(sys.executable, "-m", "tests.bench.program", "notifications", str(other)),
            port=other,
            environment=environment,
        ) as notifications,
    ):
        yield publishing, notifications


async def _fan_out(publishing: str, notifications: str, database: DatabaseAddresses, people: int) -> FanOut:
    watched = asyncio.create_task(_peak_mib())
    async with httpx.AsyncClient(timeout=60) as client:
        await _write_to(client, notifications, count=3)
        asking = asyncio.create_task(_ask_again_and_again(client, notifications))
        began = monotonic()
        (await client.post(f"{publishing}/runs", json=ONE_OFFER.model_dump())).raise_for_status()
        connection = await asyncpg.connect(database.owner_url)
        before = _processor_seconds()
        await _all_accepted(connection, people)
        seconds, processor = monotonic() - began, _processor_seconds() - before
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        latencies = await _opt_in_seconds(connection)
        # As a new installation has it. A table that was emptied and vacuumed is planned for as one of no rows.
        await connection.execute("TRUNCATE deliveries")
        await connection.close()
    watched.cancel()
    peak = max(await asyncio.gather(watched, return_exceptions=True), key=str)
    assert isinstance(peak, float)
    return FanOut(people / seconds, peak, latencies, processor / people * 1e6)


async def _all_accepted(connection: asyncpg.Connection, people: int) -> None:
    """Wait with a question that costs little: how many are still open."""
    sql = "SELECT count(*) FROM deliveries WHERE state = 'accepted' AND offer IS NOT NULL"
    async with asyncio.timeout(MOST_SECONDS):
        while await connection.fetchval(sql) < people:  # noqa: ASYNC110 - the condition is in the database
            await asyncio.sleep(0.25)


async def _opt_in_seconds(connection: asyncpg.Connection) -> list[float]:
    sql = "SELECT extract(epoch FROM accepted_at - created_at) FROM deliveries WHERE lane = 'optin' AND state = 'accepted'"
    return [float(row[0]) for row in await connection.fetch(sql)]


async def _ask_again_and_again(client: httpx.AsyncClient, notifications: str) -> None:
    while True:
        await _write_to(client, notifications, count=1)
        await asyncio.sleep(ASKING_SECONDS)


async def _write_to(client: httpx.AsyncClient, notifications: str, *, count: int) -> None:
    for _ in range(count):
        body = {"address": f"neu-{monotonic()}@familie.example", "networks": [NETWORK]}
        (await client.post(f"{notifications}/subscriptions", json=body)).raise_for_status()


async def _peak_mib() -> float:
    """Return the most memory the notifications had, once cancelled."""
    peak = 0.0
    try:
        while True:
            peak = max(peak, _service().memory_info().rss / 2**20)
            await asyncio.sleep(0.2)
    except asyncio.CancelledError:
        return peak


def _service() -> psutil.Process:
    return next(process for process in psutil.Process().children() if "notifications" in process.cmdline())


def _processor_seconds() -> float:
    times = _service().cpu_times()
    return float(times.user + times.system)
