"""Wakes the relay after a commit by NOTIFY in a statement of its own.

Inside the writing transaction a NOTIFY would take a cluster-wide lock at commit; a lost ring only costs the relay's poll. The relay of
this process hears at once, without the way through the database.
"""

import asyncio
import contextlib
from collections.abc import Callable

import asyncpg

from shared.database.engine import plain_url

CHANNEL = "event_log"
REST_SECONDS = 10.0
RETRY_SECONDS = 1.0


class Doorbell:
    """Rings from any request without making it wait; many rings at once become one."""

    def __init__(self, database_url: str, *, rest_seconds: float = REST_SECONDS) -> None:
        self._url = plain_url(database_url)
        self._rest_seconds = rest_seconds
        self._rung = asyncio.Event()
        self._beside: set[Callable[[], None]] = set()
        self._backend = 0

    def wakes(self, beside: Callable[[], None]) -> None:
        """Have each ring call this too, in the same process."""
        self._beside.add(beside)

    def ring(self) -> None:
        """Say that the log has grown."""
        self._rung.set()
        for wake in self._beside:
            wake()

    def rang(self, backend: int) -> bool:
        """Tell whether a NOTIFY that came from this backend of the database was this bell's."""
        return backend == self._backend

    async def run(self) -> None:
        """Send the rings until cancelled; those of a time without a database become one."""
        while True:
            await self._rung.wait()
            try:
                await self._ring_on_one_connection()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await asyncio.sleep(RETRY_SECONDS)

    async def _ring_on_one_connection(self) -> None:
        """Ring until nobody has rung for a while: a connection that rests takes 2 MiB of the server's memory."""
        connection = await asyncpg.connect(
            self._url, timeout=5, command_timeout=5, server_settings={"application_name": "doorbell"}
        )
        self._backend = connection.get_server_pid()
        try:
            while await self._is_rung_soon():
                self._rung.clear()
                await connection.execute(f"NOTIFY {CHANNEL}")
        finally:
            self._backend = 0
            connection.terminate()

    async def _is_rung_soon(self) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._rest_seconds):
                return await self._rung.wait()
        return False
