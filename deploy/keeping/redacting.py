"""Empties events of one service in log, streams and memories, and notes it where a restored backup finds it again."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import redis.asyncio as redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from deploy.keeping.stores import Store
from shared.database.engine import asyncpg_url
from shared.erasure.journal import Erasure, ErasureJournal
from shared.erasure.redaction import Grounds, LoggedEvent, find_events, redact
from shared.erasure.streams import delete_entries
from shared.messaging.doorbell import CHANNEL

# As every session of a service, so that a forgotten lock elsewhere ends in a message and not in silence.
LIMITS = {"lock_timeout": "5s", "transaction_timeout": "60s", "timezone": "UTC"}


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which events are meant: by place in the log, or those about a subject but its newest, by which it was corrected."""

    positions: tuple[int, ...] = ()
    subjects: tuple[str, ...] = ()
    newest_too: bool = False

    def of(self, found: Sequence[LoggedEvent]) -> Sequence[LoggedEvent]:
        """Return the meant ones of all that are at these places or about these subjects."""
        newest = {event.subject: event.id for event in found if event.subject in self.subjects}
        return [event for event in found if self._means(event, newest)]

    def _means(self, event: LoggedEvent, newest: Mapping[str, UUID]) -> bool:
        return self.newest_too or event.position in self.positions or newest.get(event.subject) != event.id


@asynccontextmanager
async def owning(store: Store) -> AsyncIterator[AsyncConnection]:
    """Yield a transaction of the owner role on a service's database; it is committed when the block ends."""
    engine = create_async_engine(asyncpg_url(store.owner_url), connect_args={"server_settings": LIMITS})
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


async def selected(store: Store, selection: Selection) -> Sequence[LoggedEvent]:
    """Return the events that a selection means, emptied ones too; raises TooManyEvents."""
    async with owning(store) as connection:
        found = await find_events(connection, positions=selection.positions, subjects=selection.subjects)
    return selection.of(found)


async def redact_events(
    store: Store, selection: Selection, grounds: Grounds, *, journal: ErasureJournal, now: datetime
) -> Sequence[LoggedEvent]:
    """Empty the selected events and return them; done again, it repeats only what may have been left undone.

    The journal's lines come first: a backup restored after a crash in between must not bring the texts back.
    """
    events = await selected(store, selection)
    known = {line.lookup for line in journal.read()}
    for event in events:
        if event.id.bytes not in known:
            await journal.append(Erasure(event.id.bytes, now))
    async with owning(store) as connection:
        again = await find_events(connection, ids=[event.id for event in events])
        announced_at = await redact(connection, again, grounds, now=now)
        epoch = str(await connection.scalar(text("SELECT epoch FROM log_identity")))
    if announced_at:
        await _ring(store)
    if store.broker_url is not None and events:
        await _delete_entries(store, store.broker_url, events, epoch=epoch, announced_at=announced_at)
    return events


async def _ring(store: Store) -> None:
    async with owning(store) as connection:
        await connection.execute(text(f"NOTIFY {CHANNEL}"))


async def _delete_entries(
    store: Store, broker_url: str, events: Sequence[LoggedEvent], *, epoch: str, announced_at: int
) -> None:
    async with redis.Redis.from_url(broker_url, socket_timeout=5, socket_connect_timeout=3) as broker:
        await delete_entries(
            broker,
            source=store.source,
            epoch=epoch,
            positions=[event.position for event in events],
            announced_at=announced_at,
        )
