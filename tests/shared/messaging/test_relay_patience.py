"""A relay whose broker is away tries again and again, but ever more rarely: each try is a login at the database."""

import asyncio
from itertools import pairwise
from time import monotonic

import pytest
import redis.asyncio as redis

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from shared.database.migrations import migrate
from shared.ending import end
from shared.messaging.doorbell import Doorbell
from shared.messaging.observation import Observation
from shared.messaging.relay import Relay
from shared.testing.servers import DatabaseAddresses, free_port
from tests.shared.messaging.small_services import MIGRATIONS

TRIES = 4


class Counting(Observation):
    """Notes when the relay says that something is away."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []
        self.are_enough = asyncio.Event()

    def relay_away(self, source: str, failure: BaseException) -> None:
        self.times.append(monotonic())
        if len(self.times) == TRIES:
            self.are_enough.set()


class Deaf:
    """Takes connections, says nothing, and counts those that were given up."""

    def __init__(self) -> None:
        self.given_up = 0

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(1000):
            pass
        self.given_up += 1
        writer.close()


@pytest.fixture
async def database(postgres_server: EmbeddedPostgres) -> DatabaseAddresses:
    made = await create_database(postgres_server, "offers")
    role = made.service_url.partition("://")[2].partition(":")[0]
    await migrate(versions=MIGRATIONS, owner_url=made.owner_url, service_role=role)
    return made


async def tried(database: DatabaseAddresses, broker: redis.Redis) -> Counting:
    """Let a relay try for a while."""
    observe = Counting()
    relay = Relay(
        database_url=database.service_url,
        broker=broker,
        source="/offers/city",
        observe=observe,
        doorbell=Doorbell(database.service_url),
    )
    running = asyncio.create_task(relay.run())
    await asyncio.wait_for(observe.are_enough.wait(), 30)
    await end(running)
    await broker.aclose()
    return observe


async def test_a_relay_without_a_broker_tries_ever_more_rarely(database: DatabaseAddresses) -> None:
    observe = await tried(database, redis.Redis.from_url(f"redis://127.0.0.1:{free_port()}"))

    gaps = [later - earlier for earlier, later in pairwise(observe.times)]
    assert gaps[0] >= 0.2
    assert gaps[1] >= 0.5
    assert gaps[2] >= 1.0


async def test_a_broker_that_does_not_answer_is_given_up_with_its_connection(
    database: DatabaseAddresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.relay.BROKER_SECONDS", 0.05)
    deaf = Deaf()
    server = await asyncio.start_server(deaf.hear, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    await tried(database, redis.Redis.from_url(f"redis://127.0.0.1:{port}", socket_timeout=None))
    async with asyncio.timeout(10):
        while deaf.given_up < TRIES:  # noqa: ASYNC110 - the condition is at the other end of sockets
            await asyncio.sleep(0.01)
    server.close()

    assert deaf.given_up >= TRIES
