"""Applies a batch of events: effects and checkpoint move in one transaction, so every event takes effect once.

Failures are told apart: ours are raised to be tried again, the event's own are parked, unexpected ones are narrowed
down by savepoints until the one event is found.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.database.failures import passes_by_itself
from shared.messaging.batch import Batch, Listener
from shared.messaging.checkpoints import Checkpoint, CheckpointMoved, move
from shared.messaging.dead_letters import Letter, park
from shared.messaging.event import Event
from shared.messaging.incoming import Broken, Incoming, Redacted
from shared.messaging.observation import Observation
from shared.messaging.redactions import Redactions
from shared.messaging.slots import in_slot
from shared.messaging.sources import Announced

PAUSES_SECONDS = (0.2, 0.8)
MOST_PARKED_PER_MINUTE = 20

Step = Callable[[str], Awaitable[None]]


class TooManyParked(Exception):
    """More than 20 unexpected parkings a minute: a bad release must not drain the log."""


class Unexpected(Exception):
    """A listener failed in a way that neither the database nor the contract explains."""


async def _no_step(_: str) -> None:
    """Nothing happens between the steps unless a failure test asks."""


class Applier:
    """Brings batches of one consumer into one projection slot."""

    def __init__(
        self,
        *,
        engine: AsyncEngine,
        slot: str,
        listeners: Sequence[Listener],
        observe: Observation,
        clock: Callable[[], datetime],
        rebuilding: bool = False,
        step: Step = _no_step,
    ) -> None:
        self.slot = slot
        self._engine = engine
        heard = [contract.type() for listener in listeners for contract in listener.types]
        self._redactions = Redactions(heard)
        self._listeners = (*listeners, self._redactions.listener)
        self._types = [frozenset(contract.type() for contract in listener.types) for listener in self._listeners]
        self._heard = frozenset().union(*self._types)
        self._observe = observe
        self._clock = clock
        self._rebuilding = rebuilding
        self._step = step
        self._unexpected: deque[datetime] = deque()

    @property
    def is_spoilt(self) -> bool:
        """Return whether a projection that is being rebuilt has read events that were emptied since."""
        return self._redactions.is_spoilt

    async def apply(self, checkpoint: Checkpoint, incoming: Sequence[Incoming], announced: Announced) -> Checkpoint:
        """Commit the effects of events that follow the checkpoint; return the new one.

        Raises what passes by itself, CheckpointMoved, and TooManyParked.
        """
        last = incoming[-1]
        target = Checkpoint(checkpoint.source, checkpoint.epoch, last.position, last.id)
        events, letters = self._sorted(checkpoint.source, incoming, announced)
        with self._observe.applying(checkpoint.source, events):
            try:
                await self._commit(checkpoint, target, events, letters, narrow=False)
            except Unexpected:
                await self._commit(checkpoint, target, events, letters, narrow=True)
        self._observe.applied(checkpoint.source, target.position, len(events))
        return target

    def _sorted(
        self, source: str, incoming: Sequence[Incoming], announced: Announced
    ) -> tuple[list[Event[Any]], list[Letter]]:
        events: list[Event[Any]] = []
        letters: list[Letter] = []
        for item in incoming:
            if isinstance(item, Event):
                if not announced.may_speak(source, item.network, item.time):
                    letters.append(_letter(item, "foreign-network", item.network or ""))
                elif item.type in self._heard:
                    events.append(item)
            elif isinstance(item, Broken):
                letters.append(Letter(item.position, item.id, item.type, "contract", item.error, item.body))
            elif isinstance(item, Redacted):
                self._redactions.meet(item.id)
                self._observe.skipped(source, "redacted", 1)
            else:
                self._observe.skipped(source, "unknown-type", 1)
        return events, letters

    async def _commit(
        self, old: Checkpoint, new: Checkpoint, events: Sequence[Event[Any]], letters: Sequence[Letter], *, narrow: bool
    ) -> None:
        async with self._engine.connect() as plain:
            connection = await in_slot(plain, self.slot)
            async with connection.begin():
                batch = Batch(connection, self.slot, self._clock())
                if self._rebuilding:
                    # Before any row is locked, or a replica that empties this schema and this batch wait for each other.
                    await batch.is_live()
                await move(connection, old, new, slot=self.slot)
                found = await self._narrowed(batch, events) if narrow else await self._at_once(batch, events)
                await park(connection, old.source, [*letters, *found], now=batch.now)
                await self._step("before-effect-commit")
            await self._step("after-effect-commit")
        for letter in (*letters, *found):
            self._observe.parked(old.source, letter.reason, letter.type)
        for call in batch.after_commit:
            call()

    async def _at_once(self, batch: Batch, events: Sequence[Event[Any]]) -> list[Letter]:
        there = {event.type for event in events}
        for listener, types in zip(self._listeners, self._types, strict=True):
            if not types.isdisjoint(there):
                try:
                    await listener.apply(batch, [event for event in events if event.type in types])
                except Exception as failure:
                    if passes_by_itself(failure) or isinstance(failure, CheckpointMoved):
                        raise
                    raise Unexpected from failure
        return []

    async def _narrowed(self, batch: Batch, events: Sequence[Event[Any]]) -> list[Letter]:
        """Apply halves in savepoints until the failing event stands alone; try it three times, then park it."""
        if not events:
            return []
        for pause in (*PAUSES_SECONDS, None) if len(events) == 1 else (None,):
            try:
                async with batch.connection.begin_nested():
                    return await self._at_once(batch, events)
            except Unexpected as unexpected:
                batch.rolled_back()
                failure = unexpected.__cause__
            if pause is not None:
                await asyncio.sleep(pause)
        if len(events) == 1:
            self._count_unexpected()
            return [_letter(events[0], "unexpected", type(failure).__name__)]
        middle = len(events) // 2
        return [*await self._narrowed(batch, events[:middle]), *await self._narrowed(batch, events[middle:])]

    def _count_unexpected(self) -> None:
        now = self._clock()
        self._unexpected.append(now)
        while self._unexpected[0] < now - timedelta(minutes=1):
            self._unexpected.popleft()
        if len(self._unexpected) > MOST_PARKED_PER_MINUTE:
            raise TooManyParked

    async def replay(self, batch: Batch, event: Event[Any]) -> str:
        """Apply a parked event again; return `superseded` when every state it would write is newer already."""
        hearing = [
            listener for listener, types in zip(self._listeners, self._types, strict=True) if event.type in types
        ]
        keeping = [listener for listener in hearing if listener.state is not None]
        if keeping and all([await _is_overtaken(batch.connection, listener, event) for listener in keeping]):
            return "superseded"
        for listener in hearing:
            await listener.apply(batch, [event])
        return "replayed"


async def _is_overtaken(connection: AsyncConnection, listener: Listener, event: Event[Any]) -> bool:
    assert listener.state is not None
    assert listener.key_of is not None
    query = listener.state.select()
    for name, value in listener.key_of(event).items():
        query = query.where(listener.state.c[name] == value)
    row = (await connection.execute(query)).mappings().one_or_none()
    return row is not None and bool(row["subject_version"] > event.subject_version)


def _letter(event: Event[Any], reason: str, error: str) -> Letter:
    body = {
        "id": str(event.id),
        "source": event.source,
        "type": event.type,
        "subject": event.subject,
        "subjectversion": event.subject_version,
        "network": event.network,
        "time": event.time,
        "traceparent": event.traceparent,
        "data": event.data.model_dump(mode="json", exclude_none=True),
    }
    return Letter(event.position, event.id, event.type, reason, error, orjson.dumps(body))
