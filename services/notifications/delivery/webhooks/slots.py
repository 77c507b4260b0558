"""The postings under way. One that has waited a second for its answer gives its slot back and waits on among the slow: endpoints
that hang, a tenth of them at any time, hold nobody up. Only when too many are slow do they hold slots again.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from shared.ending import end

Postings = set["asyncio.Task[None]"]

PATIENCE_SECONDS = 1.0


class Slots:
    """`most` postings that are not slow, and as many slow ones as `most_slow`; `ring` is called when `batch` of them may begin again."""

    def __init__(self, *, most: int, most_slow: int, batch: int, ring: Callable[[], None]) -> None:
        self._most = most
        self._most_slow = most_slow
        self._batch = batch
        self._ring = ring
        self._fresh: Postings = set()
        self._slow: Postings = set()

    @property
    def free(self) -> int:
        """How many postings may begin; below zero when slow ones have become too many."""
        return self._most - len(self._fresh) - max(0, len(self._slow) - self._most_slow)

    def begin(self, postings: Iterable[Coroutine[Any, Any, None]]) -> None:
        """Begin postings; each raises nothing."""
        begun = {asyncio.create_task(posting) for posting in postings}
        self._fresh |= begun
        for task in begun:
            task.add_done_callback(self._forget)
        asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._wait_no_longer, begun)

    async def end(self) -> None:
        """Break off what is under way."""
        await end(*self._fresh, *self._slow)

    def _forget(self, task: "asyncio.Task[None]") -> None:
        self._fresh.discard(task)
        self._slow.discard(task)
        if self.free == self._batch:
            self._ring()

    def _wait_no_longer(self, begun: Postings) -> None:
        slow = begun & self._fresh
        self._fresh -= slow
        self._slow |= slow
        if slow and self.free >= self._batch:
            self._ring()
