"""Ends tasks for certain.

A cancellation can get lost: until Python 3.12 `asyncio.wait_for`, with which redis-py sends, swallows one that comes as its wait ends. A
service that then waits for the task would never end.
"""

import asyncio
from typing import Any

# Longer than any task needs to put its things in order.
PATIENCE_SECONDS = 5.0


async def end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel tasks and return when all have ended, by whatever; one that goes on is cancelled again after a while."""
    going_on = set(tasks)
    try:
        while going_on:
            _cancel(going_on)
            _, going_on = await asyncio.wait(going_on, timeout=PATIENCE_SECONDS)
    except asyncio.CancelledError:
        _cancel(going_on)
        raise
    for task in tasks:
        if not task.cancelled():
            task.exception()


def _cancel(tasks: "set[asyncio.Task[Any]]") -> None:
    for task in tasks:
        task.cancel()
