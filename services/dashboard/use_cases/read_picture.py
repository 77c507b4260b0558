"""Reads the overview as fast as nothing changes: it is counted anew only after a checkpoint has moved, or on a new day."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.freshness import Freshness
from services.dashboard.domain.overview import Overview
from services.dashboard.storage.freshness import read_freshness
from services.dashboard.storage.overview import read_overview
from shared.messaging.checkpoints import read_checkpoints
from shared.messaging.slots import slot_of

ZONE = ZoneInfo("Europe/Berlin")
PRODUCERS = frozenset({"registry", "offers", "notifications"})

Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The overview and how old it is."""

    overview: Overview
    freshness: Freshness


class PictureReader:
    """Keeps the last overview and what it was counted from."""

    def __init__(self, *, registry: str) -> None:
        self._registry = registry
        self._kept: tuple[Stamp, Overview] | None = None
        self._counting = asyncio.Lock()

    async def read(self, connection: AsyncConnection, *, now: datetime) -> Picture:
        """Return the picture of this moment."""
        sources = await read_freshness(connection, registry=self._registry, producers=PRODUCERS)
        overview = await self.overview(connection, now=now)
        return Picture(overview, Freshness(sources, now))

    async def overview(self, connection: AsyncConnection, *, now: datetime) -> Overview:
        """Return the overview as of the checkpoints; of many who ask at once one counts."""
        today = now.astimezone(ZONE).date()
        stamp = await _stamp(connection, today)
        if self._kept is None or self._kept[0] != stamp:
            async with self._counting:
                stamp = await _stamp(connection, today)
                if self._kept is None or self._kept[0] != stamp:
                    self._kept = (stamp, await read_overview(connection, today=today))
        return self._kept[1]


async def _stamp(connection: AsyncConnection, today: date) -> Stamp:
    """Return what the overview depends on: the projection and each source's position in it, and the day on which memberships hold."""
    return (today, slot_of(connection), *await read_checkpoints(connection))
