"""A relay whose broker is away tries again and again, but ever more rarely: each try is a login at the database."""

import asyncio
from itertools import pairwise
from time import monotonic

import redis.asyncio as redis

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from shared.database.migrations import migrate
from shared.messaging.doorbell import Doorbell
from shared.messaging.observation import Observation
from shared.messaging.relay import Relay
from shared.testing.servers import free_port
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


async def test_a_relay_without_a_broker_tries_ever_more_rarely(postgres_server: EmbeddedPostgres) -> None:
    database = await create_database(postgres_server, "offers")
    role = database.service_url.partition("://")[2].partition(":")[0]
    await migrate(versions=MIGRATIONS, owner_url=database.owner_url, service_role=role)
    observe = Counting()
    broker = redis.Redis.from_url(f"redis://127.0.0.1:{free_port()}")
    doorbell = Doorbell(database.service_url)
    relay = Relay(
        database_url=database.service_url, broker=broker, source="/offers/city", observe=observe, doorbell=doorbell
    )

    running = asyncio.create_task(relay.run())
    await asyncio.wait_for(observe.are_enough.wait(), 30)
    running.cancel()
    await broker.aclose()

    gaps = [later - earlier for earlier, later in pairwise(observe.times)]
    assert gaps[0] >= 0.2
    assert gaps[1] >= 0.5
    assert gaps[2] >= 1.0
