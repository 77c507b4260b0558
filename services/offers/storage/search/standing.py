"""How far the database is: what was told, what was heard, what was made anew. Readers of the same moment share the look."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database.direct import fetch_directly
from shared.messaging.schema import SLOTS

_READ = {
    slot: (
        "SELECT coalesce((SELECT max(position) FROM event_log), 0) AS told, "  # noqa: S608 - the names are ours
        f"(SELECT coalesce(sum(position), 0) FROM {slot}.checkpoint)::bigint AS heard, "
        "(SELECT number FROM search_refreshes) AS refreshed, "
        "(SELECT coalesce(sum(version), 0) FROM offer_kinds)::bigint AS kinds"
    )
    for slot in SLOTS
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The head of the own log, the sum of all checkpoints in the live slot, the number of refreshes, and of the kinds' changes.

    No event tells of a kind of offer.
    """

    told: int
    heard: int
    refreshed: int
    slot: str
    kinds: int = 0


async def read_standing(connection: AsyncConnection, slot: str) -> Standing:
    """Return how far everything is in this transaction."""
    row = (await fetch_directly(connection, _READ[slot]))[0]
    return Standing(row["told"], row["heard"], row["refreshed"], slot, row["kinds"])


class SharedLook:
    """Gives everybody an answer that was read after he asked, by as few readings as that needs."""

    def __init__(self, read: Callable[[], Awaitable[Standing]]) -> None:
        self._read = read
        self._running: asyncio.Task[Standing] | None = None
        self._following: asyncio.Task[Standing] | None = None

    async def now(self) -> Standing:
        """Return a standing that is not older than this call."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._look(None))
            return await asyncio.shield(self._running)
        if self._following is None:
            self._following = asyncio.create_task(self._look(self._running))
        return await asyncio.shield(self._following)

    async def _look(self, earlier: asyncio.Task[Standing] | None) -> Standing:
        if earlier is not None:
            with suppress(Exception):
                await earlier
            self._running, self._following = self._following, None
        return await self._read()
