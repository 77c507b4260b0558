"""Copies the log to the stream and decides nothing: a repeat or a second relay can only append the same again.

Redis refuses an id twice, so correctness never rests on the lock that keeps a second relay idle.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID, uuid4

import asyncpg
import redis.asyncio as redis
from redis.exceptions import RedisError, ResponseError

from shared.database.engine import plain_url
from shared.messaging.doorbell import CHANNEL, Doorbell
from shared.messaging.observation import Observation
from shared.messaging.stream import APPEND, BEGINNING, append_arguments, event_id_of, position_of, stream_name

RELAY_LOCK = 0x1F_0002
BATCH_EVENTS = 500
BATCH_BYTES = 1 << 20
STREAM_LENGTH = 10_000
STREAM_BYTES = 32 << 20
# A stream nobody writes to any more, that of an ended epoch, leaves by itself.
STREAM_LIFE_SECONDS = 7 * 24 * 3600
POLL_SECONDS = 0.2
RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0)
STANDBY_SECONDS = 1.0
BROKER_SECONDS = 5.0

# The log is read along its key, also while its tables are too young to have been analysed; else a new log would be sorted for each page.
SESSION = {
    "application_name": "relay",
    "idle_session_timeout": "10s",
    "jit": "off",
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
}
AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, RedisError)

_PAGE = """
SELECT position, id, convert_to(body::text, 'UTF8') AS body FROM event_log WHERE position > $1 ORDER BY position LIMIT 500
"""
_IDENTITY = "SELECT epoch, (SELECT coalesce(max(position), 0) FROM event_log) AS head FROM log_identity"
_ID_AT = "SELECT id FROM event_log WHERE position = $1"

Step = Callable[[str], Awaitable[None]]
Answer = TypeVar("Answer")


@dataclass
class Tail:
    """Where the stream ends: the position and id of its last event."""

    epoch: str
    position: int
    event_id: UUID


async def _no_step(_: str) -> None:
    """Nothing happens between the steps unless a failure test asks."""


class Relay:
    """Runs beside the service's API; of several replicas one copies while the others stand by."""

    def __init__(
        self,
        *,
        database_url: str,
        broker: redis.Redis,
        source: str,
        observe: Observation,
        doorbell: Doorbell,
        step: Step = _no_step,
    ) -> None:
        self._url = plain_url(database_url)
        self._broker = broker
        self._source = source
        self._observe = observe
        self._step = step
        self._doorbell = doorbell
        self._rung = asyncio.Event()
        doorbell.wakes(self._rung.set)
        self._average_bytes = 1000.0
        self._failures = 0

    async def run(self) -> None:
        """Copy until cancelled; whatever is away is tried again, at last every two seconds, for a login costs CPU time."""
        while True:
            try:
                await self._serve_one_connection()
            except AWAY as away:
                self._observe.relay_away(self._source, away)
            await asyncio.sleep(RETRY_SECONDS[min(self._failures, len(RETRY_SECONDS) - 1)])
            self._failures += 1

    async def _serve_one_connection(self) -> None:
        connection = await asyncpg.connect(self._url, timeout=5, command_timeout=10, server_settings=SESSION)
        try:
            while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", RELAY_LOCK):  # noqa: ASYNC110 - held elsewhere
                await asyncio.sleep(STANDBY_SECONDS)
            await connection.add_listener(CHANNEL, self._on_ring)
            tail = await self._compare(connection)
            while True:
                self._rung.clear()
                while await self._copy_a_batch(connection, tail):
                    pass
                self._failures = 0
                await self._wait_for_a_ring()
        finally:
            connection.terminate()

    def _on_ring(self, _connection: object, backend: int, *_: object) -> None:
        """A commit of another process; of those of this one the bell itself has told already."""
        if not self._doorbell.rang(backend):
            self._rung.set()

    async def _wait_for_a_ring(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._rung.wait()
        except TimeoutError:
            return

    async def _compare(self, connection: asyncpg.Connection) -> Tail:
        """Return where to go on; a stream that tells another history ends its epoch."""
        identity = await connection.fetchrow(_IDENTITY)
        epoch, head = identity["epoch"], identity["head"]
        newest = await self._in_time(self._broker.xrevrange(stream_name(self._source, epoch), count=1))
        if not newest:
            return await self._tail_at(connection, epoch, max(0, head - STREAM_LENGTH))
        position = position_of(newest[0][0])
        event_id = await connection.fetchval(_ID_AT, position)
        if event_id is not None and event_id == event_id_of(newest[0][1]):
            return Tail(epoch, position, event_id)
        epoch = await connection.fetchval("UPDATE log_identity SET epoch = $1 RETURNING epoch", uuid4().hex)
        self._observe.epoch_changed(self._source)
        return await self._tail_at(connection, epoch, max(0, head - STREAM_LENGTH))

    async def _tail_at(self, connection: asyncpg.Connection, epoch: str, position: int) -> Tail:
        event_id = await connection.fetchval(_ID_AT, position) if position else None
        return Tail(epoch, position, event_id or BEGINNING)

    async def _copy_a_batch(self, connection: asyncpg.Connection, tail: Tail) -> bool:
        """Append the next rows to the stream; return whether there may be more, of which no ring will tell."""
        page = await connection.fetch(_PAGE, tail.position)
        rows = _within_bytes(page)
        if rows:
            await self._step("before-append")
            await self._append(rows, tail)
            await self._step("after-append")
            tail.position, tail.event_id = rows[-1]["position"], rows[-1]["id"]
        if len(rows) < len(page) or len(page) == BATCH_EVENTS:
            return True
        self._observe.relayed(self._source, tail.position)
        return False

    async def _append(self, rows: list[asyncpg.Record], tail: Tail) -> None:
        name = stream_name(self._source, tail.epoch)
        length = self._length_for(rows)
        try:
            await self._execute(name, rows, tail.event_id, length)
        except ResponseError as refusal:
            if "OOM" not in str(refusal):
                raise
            self._observe.broker_full(self._source)
            await self._in_time(self._broker.xtrim(name, maxlen=length // 4, approximate=False))
            await self._execute(name, rows, tail.event_id, length // 4)

    async def _execute(self, name: str, rows: list[asyncpg.Record], before: UUID, length: int) -> None:
        told = append_arguments(rows, before)
        await self._in_time(self._broker.eval(APPEND, 1, name, *told, length, STREAM_LIFE_SECONDS))

    async def _in_time(self, answer: Awaitable[Answer]) -> Answer:
        """Return an answer of the broker; what comes too late is never read as the answer to something else."""
        try:
            async with asyncio.timeout(BROKER_SECONDS):
                return await answer
        except TimeoutError:
            await self._broker.connection_pool.disconnect()
            raise

    def _length_for(self, rows: list[asyncpg.Record]) -> int:
        """Return how many entries the stream may keep: 10,000, or what fits into 32 MiB."""
        average = sum(len(row["body"]) for row in rows) / len(rows)
        self._average_bytes = 0.9 * self._average_bytes + 0.1 * average
        return max(100, min(STREAM_LENGTH, int(STREAM_BYTES / self._average_bytes)))


def _within_bytes(rows: list[asyncpg.Record]) -> list[asyncpg.Record]:
    """Return the first rows that together stay below a batch's bytes, at least one."""
    taken = 0
    for count, row in enumerate(rows):
        taken += len(row["body"])
        if taken > BATCH_BYTES and count:
            return rows[:count]
    return rows
