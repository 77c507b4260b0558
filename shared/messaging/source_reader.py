"""Follows one source: the stream brings news at once, the feed heals gaps and tells the end of a quiet stream."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from time import monotonic

from sqlalchemy.ext.asyncio import AsyncEngine

from shared.contracts.catalogue import Catalogue
from shared.database.failures import passes_by_itself
from shared.messaging.applying import Applier, TooManyParked
from shared.messaging.checkpoints import Checkpoint, CheckpointMoved, note_epoch, read_checkpoint
from shared.messaging.feed_client import FeedAway, FeedClient, FeedDiverged, FeedPage
from shared.messaging.incoming import read_ahead, read_all
from shared.messaging.observation import Observation
from shared.messaging.slots import in_slot
from shared.messaging.sources import Announced
from shared.messaging.stream import BEGINNING, Entry

RETRY_SECONDS = (0.05, 0.2, 0.5, 1.0)
# How long the stream may take to bring what the feed has told of; then the feed is taken instead.
STREAM_SECONDS = 0.3


class State(StrEnum):
    """How a source's reader is doing."""

    STARTING = "starting"
    WORKING = "working"
    WAITS_FOR_RELEASE = "waits-for-release"
    STOPPED = "stopped"
    DIVERGED = "diverged"


class SourceReader:
    """Applies one source's events in order; of the batches in flight one is worked on at a time.

    `heard_at` is when its feed last told its head, on the monotonic clock.
    """

    def __init__(
        self,
        *,
        source: str,
        feed: FeedClient,
        applier: Applier,
        engine: AsyncEngine,
        catalogue: Catalogue,
        announced: Callable[[], Announced],
        observe: Observation,
        on_epoch: Callable[[Checkpoint], Awaitable[None]],
    ) -> None:
        self.source = source
        self.state = State.STARTING
        self.head = 0
        self.seen_head = False
        self.feed_is_away = False
        self.heard_at: float | None = None
        self.checkpoint: Checkpoint | None = None
        self.moved = asyncio.Condition()
        self._feed = feed
        self._applier = applier
        self._engine = engine
        self._catalogue = catalogue
        self._announced = announced
        self._observe = observe
        self._on_epoch = on_epoch
        self._lock = asyncio.Lock()

    @property
    def is_halted(self) -> bool:
        """Return whether nothing more may be applied until somebody acts."""
        return self.state in {State.STOPPED, State.DIVERGED}

    @property
    def has_caught_up(self) -> bool:
        """Return whether everything the feed has told of is applied."""
        return self.seen_head and self.checkpoint is not None and self.checkpoint.position >= self.head

    async def read_ahead(self, entries: Sequence[Entry]) -> None:
        """Read what the stream or the feed brought while the batch before it is still being committed."""
        await read_ahead(entries, catalogue=self._catalogue, source=self.source)

    async def take(self, entries: Sequence[Entry]) -> None:
        """Apply what the stream brought; never raises, for its caller would forget it."""
        async with self._lock:
            await self._until_settled(lambda: self._take(entries))

    async def ask_the_feed(self) -> None:
        """Apply what the feed has beyond the checkpoint; never raises.

        It is asked without holding up the stream, which usually brings what the feed tells of before it has answered.
        """
        await self._until_settled(self._compare)

    async def _until_settled(self, work: Callable[[], Awaitable[None]]) -> None:
        tries = 0
        while not self.is_halted:
            try:
                await work()
                return
            except FeedAway as away:
                self.feed_is_away = True
                self._observe.consumer_away(self.source, away)
                return
            except FeedDiverged:
                self._become(State.DIVERGED)
            except TooManyParked:
                self._become(State.STOPPED)
            except CheckpointMoved:
                self.checkpoint = None
            except Exception as failure:  # noqa: BLE001 - FastStream would swallow it: it is told and tried again
                self.checkpoint = None
                self._observe.consumer_away(self.source, failure)
                if not passes_by_itself(failure):
                    tries = len(RETRY_SECONDS)
                await asyncio.sleep(RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)])
                tries += 1

    async def _take(self, entries: Sequence[Entry]) -> None:
        checkpoint = await self.current()
        fresh = [entry for entry in entries if entry.position > checkpoint.position]
        if not fresh:
            return
        if not _follows(fresh[0], checkpoint):
            await self._drain()
            checkpoint = await self.current()
            fresh = [entry for entry in fresh if entry.position > checkpoint.position]
        run = _without_gap(fresh, checkpoint)
        if run and _follows(run[0], checkpoint):
            await self._apply(checkpoint, run)
        if len(run) < len(fresh):
            await self._drain()

    async def _compare(self) -> None:
        async with self._lock:
            checkpoint = await self.current()
        page = await self._feed.page_after(checkpoint)
        if self.checkpoint != checkpoint:
            await self.reaches(page.head, seconds=STREAM_SECONDS)
        async with self._lock:
            now = await self.current()
            if now == checkpoint:
                await self._drain(page)
            elif now.epoch == page.epoch and now.position >= page.head:
                self._hear(page, now)
            else:
                await self._drain()

    def stop_looking_ahead(self) -> None:
        """Forget what was asked for and not applied."""
        self._feed.stop_looking_ahead()

    async def reaches(self, position: int, *, seconds: float) -> bool:
        """Return whether everything up to a position is applied within the given time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self.moved:
                await self.moved.wait_for(lambda: self.checkpoint is not None and self.checkpoint.position >= position)
                return True
        return False

    async def _drain(self, page: FeedPage | None = None) -> None:
        """Apply the feed up to the head it told of at last; what comes meanwhile is the stream's to bring."""
        while True:
            checkpoint = await self.current()
            page = page or await self._feed.page_after(checkpoint)
            self._hear(page, checkpoint)
            if page.epoch != checkpoint.epoch:
                checkpoint = await self._enter(checkpoint, page.epoch)
            if not await self._apply_page(checkpoint, page) or self.has_caught_up:
                return
            page = None

    async def _apply_page(self, checkpoint: Checkpoint, page: FeedPage) -> bool:
        """Apply a page; return False when there was nothing, or when the rest has to wait for a newer release."""
        if not page.entries:
            if self.state is State.STARTING:
                self._become(State.WORKING)
            return False
        run = _without_gap(page.entries, checkpoint)
        if not run:
            raise FeedAway("the feed has a gap")
        if len(run) == len(page.entries):
            self._feed.look_ahead(page, read=self.read_ahead)
        return await self._apply(checkpoint, run)

    def _hear(self, page: FeedPage, checkpoint: Checkpoint) -> None:
        self.feed_is_away = False
        self.head, self.seen_head, self.heard_at = max(page.head, checkpoint.position), True, monotonic()
        self._observe.lagging(self.source, self.head - checkpoint.position)

    async def _enter(self, checkpoint: Checkpoint, epoch: str) -> Checkpoint:
        async with self._engine.connect() as plain:
            connection = await in_slot(plain, self._applier.slot)
            async with connection.begin():
                await note_epoch(connection, checkpoint, epoch)
        self.checkpoint = Checkpoint(checkpoint.source, epoch, checkpoint.position, checkpoint.event_id)
        await self._on_epoch(self.checkpoint)
        return self.checkpoint

    async def _apply(self, checkpoint: Checkpoint, entries: Sequence[Entry]) -> bool:
        """Apply entries; return False when the rest has to wait for a newer release."""
        reading = read_all(entries, catalogue=self._catalogue, source=self.source)
        if reading.incoming:
            self.checkpoint = await self._applier.apply(checkpoint, reading.incoming, self._announced())
            self.head = max(self.head, self.checkpoint.position)
            self._observe.lagging(self.source, self.head - self.checkpoint.position)
            async with self.moved:
                self.moved.notify_all()
        self._become(State.WAITS_FOR_RELEASE if reading.waits_for else State.WORKING)
        return reading.waits_for is None

    async def current(self) -> Checkpoint:
        """Return the checkpoint, from the database when memory may be wrong."""
        if self.checkpoint is None:
            async with self._engine.connect() as plain:
                connection = await in_slot(plain, self._applier.slot)
                async with connection.begin():
                    self.checkpoint = await read_checkpoint(connection, self.source)
        return self.checkpoint

    def _become(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self._observe.state_changed(self.source, state)


def _follows(entry: Entry, checkpoint: Checkpoint) -> bool:
    if entry.position != checkpoint.position + 1:
        return False
    return entry.before is None or entry.before == (checkpoint.event_id or BEGINNING).bytes


def _without_gap(entries: Sequence[Entry], checkpoint: Checkpoint) -> Sequence[Entry]:
    for count, entry in enumerate(entries):
        if entry.position != checkpoint.position + 1 + count:
            return entries[:count]
    return entries
