"""The bell that tells of a longer log: at once in the same process, by NOTIFY in all others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from shared.messaging.doorbell import CHANNEL, Doorbell

BELLS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'doorbell' AND datname = current_database()"


@asynccontextmanager
async def heard_on(url: str) -> AsyncIterator[asyncio.Queue[int]]:
    """Yield the backends whose rings another process hears."""
    rings: asyncio.Queue[int] = asyncio.Queue()
    connection = await asyncpg.connect(url)
    await connection.add_listener(CHANNEL, lambda _connection, backend, *_: rings.put_nowait(backend))
    yield rings
    await connection.close()


async def test_a_ring_wakes_the_same_process_at_once_and_all_others_through_the_database(
    postgres_server: EmbeddedPostgres,
) -> None:
    database = await create_database(postgres_server, "offers")
    doorbell, woken = Doorbell(database.service_url), asyncio.Event()
    doorbell.wakes(woken.set)

    running = asyncio.create_task(doorbell.run())
    async with heard_on(database.service_url) as rings:
        doorbell.ring()
        assert woken.is_set()
        async with asyncio.timeout(20):
            assert doorbell.rang(await rings.get())
    running.cancel()


async def test_a_ring_of_another_process_is_told_from_ones_own(postgres_server: EmbeddedPostgres) -> None:
    database = await create_database(postgres_server, "offers")
    doorbell, neighbour = Doorbell(database.service_url), Doorbell(database.service_url)

    running = [asyncio.create_task(bell.run()) for bell in (doorbell, neighbour)]
    async with heard_on(database.service_url) as rings:
        neighbour.ring()
        async with asyncio.timeout(20):
            backend = await rings.get()
        assert neighbour.rang(backend)
        assert not doorbell.rang(backend)
    for task in running:
        task.cancel()


async def test_a_bell_that_nobody_rings_lets_its_connection_go_and_rings_again_by_another(
    postgres_server: EmbeddedPostgres,
) -> None:
    database = await create_database(postgres_server, "offers")
    doorbell = Doorbell(database.service_url, rest_seconds=0.1)

    running = asyncio.create_task(doorbell.run())
    async with heard_on(database.service_url) as rings, asyncio.timeout(20):
        doorbell.ring()
        before = await rings.get()
        await until_nobody_rings(database.service_url)
        doorbell.ring()
        assert await rings.get() != before
    running.cancel()


async def until_nobody_rings(url: str) -> None:
    connection = await asyncpg.connect(url)
    while await connection.fetchval(BELLS):  # noqa: ASYNC110 - the condition is in a database
        await asyncio.sleep(0.01)
    await connection.close()
