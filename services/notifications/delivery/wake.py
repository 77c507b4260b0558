"""Wakes sleeping workers: a ring wakes one of them, and is kept while all of them are busy."""

import asyncio


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
