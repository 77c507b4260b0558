"""A service's ear: keeps the live projection fresh, and rebuilds it beside and swaps when it must.

It must when the projection's number in code is another than the stored one, or when a source's history diverged.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.contracts.catalogue import ContractBroken, UnknownType, UnknownVersion
from shared.database.failures import passes_by_itself
from shared.ending import end
from shared.messaging.batch import Batch
from shared.messaging.consumption import Consumed, Consumption
from shared.messaging.dead_letters import settle, take
from shared.messaging.event import Event
from shared.messaging.incoming import read_all
from shared.messaging.observation import Observation
from shared.messaging.slots import Slots, Swap, in_slot
from shared.messaging.source_reader import SourceReader
from shared.messaging.stream import Entry
from shared.messaging.subscription import reading_broker

LOOK_SECONDS = 0.5
# By then every replica has seen a swap, and nobody reads the former schema any more.
LOOKS_BEFORE_EMPTYING = 10


class Consumer:
    """Runs as a task of its service; several replicas may run at once."""

    def __init__(
        self,
        *,
        consumed: Consumed,
        engine: AsyncEngine,
        slots: Slots,
        broker_url: str,
        http: httpx.AsyncClient,
        observe: Observation,
        clock: Callable[[], datetime],
    ) -> None:
        self.live: Consumption | None = None
        self.rebuild: Consumption | None = None
        self.consumed = consumed
        self._engine = engine
        self._slots = slots
        self._broker = reading_broker(broker_url)
        self._http = http
        self._observe = observe
        self._clock = clock

    @property
    def readers(self) -> list[SourceReader]:
        """The readers of the live projection."""
        return list(self.live.readers) if self.live is not None else []

    async def run(self) -> None:
        """Consume until cancelled."""
        try:
            await self._open()
            while True:
                await self._run_until_swapped()
        finally:
            await self._broker.stop()

    async def _open(self) -> None:
        while True:
            try:
                if (await self._slots.refresh()).number == 0:
                    await self._slots.claim(self.consumed.number)
                return
            except Exception as failure:
                if not passes_by_itself(failure):
                    raise
                self._observe.consumer_away("own database", failure)
            await asyncio.sleep(LOOK_SECONDS)

    async def _run_until_swapped(self) -> None:
        self.live = self._consumption(self._slots.live.slot, rebuilding=False)
        tasks = {"live": asyncio.create_task(self.live.run())}
        # Beside the look, which must not wait for locks: until it, readers of this replica read where nobody writes any more.
        tending = asyncio.create_task(self._tend_rebuilds(tasks))
        try:
            while not await self._patiently(self._was_swapped()):
                await asyncio.sleep(LOOK_SECONDS)
                _raise_what_failed((tending, *tasks.values()))
        finally:
            self.rebuild = None
            await end(tending, *tasks.values())

    async def _tend_rebuilds(self, tasks: dict[str, asyncio.Task[None]]) -> None:
        """Rebuild and swap when it must be; empty the former schema when nobody reads it any more."""
        looks = 0
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            looks += 1
            await self._patiently(self._rebuild_or_swap(tasks))
            if looks == LOOKS_BEFORE_EMPTYING:
                await self._patiently(self._empty_the_former())

    async def _rebuild_or_swap(self, tasks: dict[str, asyncio.Task[None]]) -> bool:
        """Begin a rebuild when one is needed; return True once it has caught up and is the live projection."""
        if self._must_rebuild():
            if "rebuild" in tasks:
                await end(tasks.pop("rebuild"))
            self.rebuild = await self._begin_rebuild()
            tasks["rebuild"] = asyncio.create_task(self.rebuild.run())
        if self.rebuild is None or not self.rebuild.has_caught_up:
            return False
        assert self.live is not None
        swap = await self._slots.swap(
            self.rebuild.slot,
            self.consumed.number,
            reached=self.rebuild.reached,
            parted=self.live.diverged,
            before_swap=self.consumed.before_swap,
        )
        if swap is not Swap.BEHIND:
            self.rebuild = None
        return swap is Swap.DONE

    def _must_rebuild(self) -> bool:
        """A rebuild whose own source diverged, or was redacted, meanwhile is begun again."""
        if self.rebuild is not None:
            return self.rebuild.has_diverged or self.rebuild.is_spoilt
        assert self.live is not None
        return self.live.has_diverged or self._slots.live.number != self.consumed.number

    async def _begin_rebuild(self) -> Consumption:
        slot = self._slots.live.other
        await self._slots.empty(slot)
        return self._consumption(slot, rebuilding=True)

    async def _empty_the_former(self) -> bool:
        """Delete what the schema before the last swap still holds: it may have been rebuilt in order to forget."""
        if self.rebuild is None and self._slots.live.number == self.consumed.number:
            await self._slots.empty(self._slots.live.other)
        return False

    async def _was_swapped(self) -> bool:
        assert self.live is not None
        return (await self._slots.refresh()).slot != self.live.slot

    async def _patiently(self, work: Awaitable[bool]) -> bool:
        """What the database refuses now is tried at the next look; meanwhile the live projection goes on."""
        try:
            return await work
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            self._observe.consumer_away("own database", failure)
        return False

    def _consumption(self, slot: str, *, rebuilding: bool) -> Consumption:
        return Consumption(
            consumed=self.consumed,
            slot=slot,
            engine=self._engine,
            broker=self._broker,
            http=self._http,
            observe=self._observe,
            clock=self._clock,
            rebuilding=rebuilding,
        )

    async def wait_for(self, source: str, position: int, *, seconds: float) -> bool:
        """Return whether a source was applied up to a position within the given time."""
        reader = next((reader for reader in self.readers if reader.source == source), None)
        if reader is None:
            return False
        return await reader.reaches(position, seconds=seconds)

    async def replay(self, letter_id: UUID) -> str:
        """Apply a dead letter again; returns replayed, superseded, unknown (no such parked letter) or broken."""
        if self.live is None:
            return "unknown"
        async with self._engine.connect() as plain:
            connection = await in_slot(plain, self.live.slot)
            async with connection.begin():
                letter = await take(connection, letter_id)
                if letter is None:
                    return "unknown"
                event = self._event_of(letter)
                if event is None:
                    return "broken"
                batch = Batch(connection, self.live.slot, self._clock())
                outcome = await self.live.applier.replay(batch, event)
                await settle(connection, letter_id, outcome, now=batch.now)
        self._observe.settled(event.source, outcome)
        for call in batch.after_commit:
            call()
        return outcome

    def _event_of(self, letter: dict[str, object]) -> Event[Any] | None:
        entry = Entry(position=int(str(letter["position"])), body=str(letter["body"]).encode())
        with suppress(UnknownType, UnknownVersion, ContractBroken):
            reading = read_all([entry], catalogue=self.consumed.catalogue, source=str(letter["source"]))
            for incoming in reading.incoming:
                if isinstance(incoming, Event):
                    return incoming
        return None


def _raise_what_failed(tasks: Iterable[asyncio.Task[None]]) -> None:
    for task in tasks:
        if task.done():
            task.result()
