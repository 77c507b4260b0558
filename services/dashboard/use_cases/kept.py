"""Keeps what was counted from the projection until a checkpoint has moved, or a new day has begun."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging.checkpoints import read_checkpoints
from shared.messaging.slots import slot_of

Counted = TypeVar("Counted")
Stamp = tuple[object, ...]


class Kept(Generic[Counted]):
    """The last result of one way to count; of many who ask at once one counts."""

    def __init__(self, count: Callable[[AsyncConnection, date], Awaitable[Counted]]) -> None:
        self._count = count
        self._kept: tuple[Stamp, Counted] | None = None
        self._counting = asyncio.Lock()

    async def read(self, connection: AsyncConnection, *, today: date) -> Counted:
        """Return what is counted as of the checkpoints."""
        stamp = await _stamp(connection, today)
        if self._kept is None or self._kept[0] != stamp:
            async with self._counting:
                stamp = await _stamp(connection, today)
                if self._kept is None or self._kept[0] != stamp:
                    self._kept = (stamp, await self._count(connection, today))
        return self._kept[1]


async def _stamp(connection: AsyncConnection, today: date) -> Stamp:
    """Return what a count depends on: the projection, each source's position in it, and the day on which memberships hold."""
    return (today, slot_of(connection), *await read_checkpoints(connection))
