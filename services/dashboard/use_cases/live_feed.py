"""Lets many browsers follow what happens: one look at the database serves them all, memory stays flat.

Woken by this process's consumer after its commit, and by a look every second, for another replica may have written.
Positions only grow and are never reused, so `after` resumes exactly.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.activity import Activity
from services.dashboard.storage.activities import activities_after, newest_position
from services.dashboard.use_cases.ending import when_asked_to_end
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.web.problems import Refusal

LOOK_SECONDS: Final = 1.0
REMEMBERED: Final = 500
PAGE: Final = 200

Reading = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


class LiveFeedIsFull(Refusal):
    """As many readers as this process takes are following already."""


class LiveFeed:
    """What was written lately, and who waits for more. All methods belong to the app's event loop."""

    def __init__(self, *, most_readers: int, heartbeat_seconds: float) -> None:
        self.readers = 0
        self._most_readers = most_readers
        self._heartbeat_seconds = heartbeat_seconds
        self._recent: deque[Activity] = deque(maxlen=REMEMBERED)
        self._newest: int | None = None
        self._rung = asyncio.Event()
        self._news = asyncio.Event()
        self._is_closed = False

    def ring(self) -> None:
        """Say that something was committed to the list."""
        self._rung.set()

    def close(self) -> None:
        """End every reader's stream where it stands; they will come back and resume."""
        self._is_closed = True
        self._tell_readers()

    async def watch(self, running: Running) -> None:
        """Look for news until cancelled; without readers nobody looks. Begun again after a failure, it takes readers again."""
        self._is_closed = False
        with when_asked_to_end(self.close):
            try:
                while True:
                    await self._until_rung()
                    if self.readers:
                        await self._look(running.edge.reading)
                    else:
                        self._forget()
            finally:
                self.close()

    def insist_on_a_seat(self) -> None:
        """Raise LiveFeedIsFull when no more readers are taken."""
        if self.readers >= self._most_readers or self._is_closed:
            raise LiveFeedIsFull

    @contextmanager
    def seat(self) -> Iterator[None]:
        """Be one of the readers for the time of the block."""
        self.readers += 1
        self._rung.set()
        try:
            yield
        finally:
            self.readers -= 1

    async def follow(self, reading: Reading, *, after: int) -> AsyncIterator[Activity | None]:
        """Yield everything behind a position in order, without end; None is a sign of life while nothing happens."""
        position = after
        while not self._is_closed:
            news = self._news
            fresh = await self._after(reading, position)
            for activity in fresh:
                yield activity
                position = activity.position
            if not fresh and not await _is_set_within(news, self._heartbeat_seconds):
                yield None

    async def _after(self, reading: Reading, position: int) -> tuple[Activity, ...]:
        if self._newest is not None and position >= self._newest:
            return ()
        if self._recent and self._recent[0].position <= position + 1:
            return tuple(activity for activity in self._recent if activity.position > position)
        async with reading() as connection:
            return await activities_after(connection, position, limit=PAGE)

    async def _until_rung(self) -> None:
        await _is_set_within(self._rung, LOOK_SECONDS if self.readers else None)
        self._rung.clear()

    async def _look(self, reading: Reading) -> None:
        try:
            async with reading() as connection:
                if self._newest is None:
                    self._newest = await newest_position(connection)
                    # What was written since a reader's own look, only the reader can find.
                    self._tell_readers()
                    return
                fresh = await activities_after(connection, self._newest, limit=REMEMBERED)
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            return
        if fresh:
            self._recent.extend(fresh)
            self._newest = fresh[-1].position
            self._tell_readers()
            if len(fresh) == REMEMBERED:
                self._rung.set()

    def _forget(self) -> None:
        self._recent.clear()
        self._newest = None

    def _tell_readers(self) -> None:
        told, self._news = self._news, asyncio.Event()
        told.set()


async def _is_set_within(event: asyncio.Event, seconds: float | None) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
