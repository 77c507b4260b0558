"""Wakes sleeping workers: a ring wakes one of them, and is kept while all of them are busy."""

import asyncio
from collections.abc import Mapping

from services.notifications.domain.mail import Lane


class Wake:
    """A bell for workers of one event loop; rings beyond the number of workers are one and the same."""

    def __init__(self, *, workers: int = 1) -> None:
        self._rings: asyncio.Queue[None] = asyncio.Queue(maxsize=workers)

    def ring(self) -> None:
        """Wake one worker, now or as soon as it listens."""
        if not self._rings.full():
            self._rings.put_nowait(None)

    async def wait(self, *, seconds: float | None = None) -> None:
        """Return when the bell has rung for this worker, or after the seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._rings.get()
        except TimeoutError:
            return


class LaneBells:
    """A bell for the postmen of each lane."""

    def __init__(self, workers: Mapping[Lane, int]) -> None:
        self._bells = {lane: Wake(workers=count) for lane, count in workers.items()}

    def of(self, lane: Lane) -> Wake:
        """The bell of one lane."""
        return self._bells[lane]

    def ring(self) -> None:
        """Wake a postman of each lane."""
        for bell in self._bells.values():
            bell.ring()
