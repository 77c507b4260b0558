"""Ends tasks that take too long. `asyncio.timeout` sets a timer for each, 10 µs of processor; here all have the same time and one timer."""

import asyncio
from types import TracebackType
from typing import Any

LATE_SECONDS = 0.05


class Deadlines:
    """`with deadlines:` raises TimeoutError within 0.05 s of so many seconds after its beginning; a task is in one such block at a time."""

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds
        self._ends: dict[asyncio.Task[Any] | None, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()
        self._ends[asyncio.current_task()] = loop.time() + self._seconds
        if self._timer is None:
            self._timer = loop.call_later(self._seconds, self._end_what_is_late)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        task = asyncio.current_task()
        was_in_time = self._ends.pop(task, None) is not None
        if was_in_time or task is None or task.uncancel() or kind is not asyncio.CancelledError:
            return
        raise TimeoutError from error

    def _end_what_is_late(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        late = []
        self._timer = None
        for task, end in self._ends.items():
            if end > now:
                self._timer = loop.call_at(max(end, now + LATE_SECONDS), self._end_what_is_late)
                break
            late.append(task)
        for task in late:
            del self._ends[task]
            if task is not None:
                task.cancel()
