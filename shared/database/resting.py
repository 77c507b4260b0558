"""Closes the connections of a pool that nobody needed lately: each keeps some 5 MiB of the server's memory.

The server's own `idle_session_timeout` would do it while a request takes the connection up just now.
"""

import asyncio
import logging
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn
from sqlalchemy.util.queue import Empty

LOOK_SECONDS = 10.0

# SQLAlchemy names a pool's logger by its class: ours would tell of every lost connection where SQLAlchemy's own pools are silent.
logging.getLogger(f"{__name__}.ShrinkingPool").setLevel(logging.WARNING)


class ShrinkingPool(AsyncAdaptedQueuePool):
    """A pool that can let go of what rests in it."""

    def shrink(self, *, keep: int) -> None:
        """Close connections that rest until so many are left; who needs one meanwhile gets another."""
        while self.checkedin() > keep:
            try:
                resting = self._pool.get(block=False)
            except Empty:
                return
            try:
                resting.close()
            finally:
                self._dec_overflow()


class RestingConnections:
    """Counts how many connections of an engine were in use at once since it last looked."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._most_in_use = 0
        event.listen(engine.sync_engine, "checkout", self._count)

    async def close_for_ever(self) -> None:
        """Close what was not needed, again and again until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.close_unneeded()

    async def close_unneeded(self) -> None:
        """Keep as many connections as were in use at once since the last look; the next that are needed are opened anew."""
        pool = self._pool
        most, self._most_in_use = self._most_in_use, pool.checkedout()
        await greenlet_spawn(pool.shrink, keep=max(0, most - pool.checkedout()))

    @property
    def _pool(self) -> ShrinkingPool:
        pool = self._engine.sync_engine.pool
        assert isinstance(pool, ShrinkingPool)
        return pool

    def _count(self, *_: Any) -> None:
        self._most_in_use = max(self._most_in_use, self._pool.checkedout())
