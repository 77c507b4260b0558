"""Writes how postings ended: for all that ended within a moment by one statement, for as long as the database is away again and again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database.failures import passes_by_itself
from shared.messaging.edge import Edge
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("webhooks")

PAUSE_WITHOUT_DATABASE_SECONDS = 1.0

Outcome = TypeVar("Outcome")


class Settling(Generic[Outcome]):
    """Outcomes of one kind: `write` gets them within `seconds` of the first, `after` their number when they are committed."""

    def __init__(
        self,
        write: Callable[[AsyncConnection, Sequence[Outcome]], Awaitable[None]],
        *,
        edge: Edge,
        seconds: float,
        after: Callable[[int], None],
    ) -> None:
        self._write = write
        self._edge = edge
        self._seconds = seconds
        self._after = after
        self._noted: list[Outcome] = []
        self._news = asyncio.Event()

    def note(self, outcome: Outcome) -> None:
        """Take an outcome that is to be written soon."""
        self._noted.append(outcome)
        self._news.set()

    async def settle_again_and_again(self) -> None:
        """Write what is noted, for ever."""
        while True:
            await self._news.wait()
            await asyncio.sleep(self._seconds)
            self._news.clear()
            outcomes, self._noted = self._noted, []
            while not await self._is_written(outcomes):  # noqa: ASYNC110 - the condition is the database's
                await asyncio.sleep(PAUSE_WITHOUT_DATABASE_SECONDS)
            self._after(len(outcomes))

    async def _is_written(self, outcomes: Sequence[Outcome]) -> bool:
        try:
            async with self._edge.transaction() as work:
                await self._write(work.connection, outcomes)
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            log_rarely("webhooks-wait-for-the-database", logger=LOG, failure=type(failure).__name__)
            return False
        return True
