"""Takes emptied events out of the streams of a source, those of ended epochs too."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

import redis.asyncio as redis

from shared.messaging.stream import entry_id, position_of, stream_name

PATIENCE_SECONDS = 5.0
LOOK_SECONDS = 0.05


async def delete_entries(
    broker: redis.Redis, *, source: str, epoch: str, positions: Sequence[int], announced_at: int
) -> None:
    """Delete entries; first wait until the relay has placed the announcement, for it may still carry the old bodies.

    Without a relay nothing is on its way, so the waiting ends after five seconds.
    """
    if announced_at:
        await _relay_has_placed(broker, stream_name(source, epoch), announced_at)
    async for name in streams_of(broker, source):
        await broker.xdel(name, *(entry_id(position) for position in positions))


async def delete_streams(broker: redis.Redis, *, source: str) -> None:
    """Delete a source's streams whole, as its log begins a new epoch after a restore."""
    async for name in streams_of(broker, source):
        await broker.delete(name)


async def streams_of(broker: redis.Redis, source: str) -> AsyncIterator[bytes]:
    """Yield the names of a source's streams, one an epoch."""
    async for name in broker.scan_iter(match=f"events:{source}:*", count=1000):
        yield name


async def _relay_has_placed(broker: redis.Redis, stream: str, position: int) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await _is_placed(broker, stream, position):  # noqa: ASYNC110 - the condition is in the broker
                await asyncio.sleep(LOOK_SECONDS)


async def _is_placed(broker: redis.Redis, stream: str, position: int) -> bool:
    newest = await broker.xrevrange(stream, count=1)
    if not newest:
        return False
    return position_of(newest[0][0]) >= position
