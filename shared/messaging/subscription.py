"""Reads one stream through FastStream and hands its entries on, a batch being read while the one before it is taken.

FastStream moves its place before the handler runs and swallows what it raises; the handler therefore never raises,
and the checkpoint row, not FastStream, remembers what was applied.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from faststream import AckPolicy
from faststream.redis import RedisBroker, StreamSub
from faststream.redis.message import FAKE_CONSUMER, BatchStreamMessage, RedisBatchStreamMessage

from shared.ending import end
from shared.messaging.stream import Entry, ReadAhead, entry_id, read_entry

BATCH_EVENTS = 500
BLOCK_MILLISECONDS = 1000
CONNECTIONS = 1000

# What it could say, the consumer says once in ten seconds; FastStream would say it with each try.
_SILENT = logging.getLogger("infamilie.faststream")

Take = Callable[[Sequence[Entry]], Awaitable[None]]


def reading_broker(url: str) -> RedisBroker:
    """Return the FastStream broker of a consumer; one connection a source, opened when needed."""
    _SILENT.setLevel(logging.CRITICAL + 1)
    return RedisBroker(
        url,
        max_connections=CONNECTIONS,
        logger=_SILENT,
        apply_types=False,
        # Else FastStream waits 15 s for the handler, which may itself have asked for the end or wait for the asker's lock.
        graceful_timeout=0,
        socket_timeout=5,
        socket_connect_timeout=3,
    )


class Subscription:
    """One stream of one epoch, from a position on."""

    def __init__(self, broker: RedisBroker, *, name: str, after: int, read_ahead: ReadAhead, take: Take) -> None:
        self.name = name
        self._taking: asyncio.Task[None] | None = None
        stream = StreamSub(
            name, last_id=entry_id(after), batch=True, max_records=BATCH_EVENTS, polling_interval=BLOCK_MILLISECONDS
        )
        self._subscriber = broker.subscriber(
            stream=stream,
            ack_policy=AckPolicy.MANUAL,
            persistent=False,
            parser=_unparsed,
            decoder=_entries,
            no_reply=True,
        )

        async def handle(entries: list[Entry]) -> None:
            await read_ahead(entries)
            if self._taking is not None:
                await asyncio.wait({self._taking})
            self._taking = asyncio.ensure_future(take(entries))

        self._subscriber(handle)

    async def start(self) -> None:
        """Begin to read; the caller has seen the broker answer."""
        await self._subscriber.start()

    async def stop(self) -> None:
        """End reading; batches in work are cut off and come again from the checkpoint."""
        await self._subscriber.stop()
        # Who takes may itself have asked for the end.
        taking, asks_itself = self._taking, self._taking is asyncio.current_task()
        if taking is not None and asks_itself:
            taking.cancel()
        elif taking is not None:
            await end(taking)


async def _unparsed(message: BatchStreamMessage) -> RedisBatchStreamMessage:
    first = message["message_ids"][0].decode()
    return RedisBatchStreamMessage(
        raw_message=message, body=b"", consumer=FAKE_CONSUMER, group=None, message_id=first, correlation_id=first
    )


async def _entries(message: RedisBatchStreamMessage) -> list[Entry]:
    raw = message.raw_message
    return [read_entry(stream_id, entry) for stream_id, entry in zip(raw["message_ids"], raw["data"], strict=True)]
