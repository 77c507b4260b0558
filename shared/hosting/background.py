"""Keeps a service's background tasks running for the app's life; one that ends by an error is told and started again."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from shared.ending import end

LOG = structlog.get_logger("background")
RESTART_SECONDS = 1.0

Task = Callable[[], Awaitable[None]]


class Background:
    """The tasks beside the requests."""

    def __init__(self, **tasks: Task) -> None:
        self._tasks = tasks
        self._running: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin all tasks."""
        self._running = [asyncio.create_task(_forever(name, task), name=name) for name, task in self._tasks.items()]

    async def stop(self) -> None:
        """Cancel all tasks and wait for their end."""
        await end(*self._running)


async def _forever(name: str, task: Task) -> None:
    while True:
        try:
            await task()
        except Exception:
            LOG.exception("task-failed", task=name)
        await asyncio.sleep(RESTART_SECONDS)
