"""Closes the connections of a pool that nobody needed lately: each keeps some 5 MiB of the server's memory.

The server's own `idle_session_timeout` would do it while a request takes the connection up just now.
"""

import asyncio
from typing import Any

from sqlalchemy import QueuePool, event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn

LOOK_SECONDS = 10.0


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
        """Close all connections if some of them rested since the last look; the next that are needed are opened anew."""
        pool = self._pool
        most, self._most_in_use = self._most_in_use, pool.checkedout()
        if pool.checkedout() or pool.checkedin() <= most:
            return
        # The new pool takes over before the first connection of the old one is closed: nobody can get one that closes.
        self._engine.sync_engine.dispose(close=False)
        await greenlet_spawn(pool.dispose)

    @property
    def _pool(self) -> QueuePool:
        pool = self._engine.sync_engine.pool
        assert isinstance(pool, QueuePool)
        return pool

    def _count(self, *_: Any) -> None:
        self._most_in_use = max(self._most_in_use, self._pool.checkedout())
