"""Reads the overview and what it is made of as fast as nothing changes."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.freshness import Freshness
from services.dashboard.domain.overview import Overview
from services.dashboard.storage.freshness import read_freshness
from services.dashboard.storage.overview import read_overview
from services.dashboard.storage.themes import ThemeCounts, read_theme_counts
from services.dashboard.use_cases.kept import Kept

ZONE = ZoneInfo("Europe/Berlin")
PRODUCERS = frozenset({"registry", "offers", "notifications"})


@dataclass(frozen=True, slots=True)
class Picture:
    """The overview and how old it is."""

    overview: Overview
    freshness: Freshness


class PictureReader:
    """Keeps the last overview and the last counts by theme."""

    def __init__(self, *, registry: str) -> None:
        self._registry = registry
        self._overview = Kept(_overview)
        self._themes = Kept(_themes)

    async def read(self, connection: AsyncConnection, *, now: datetime) -> Picture:
        """Return the picture of this moment."""
        sources = await read_freshness(connection, registry=self._registry, producers=PRODUCERS)
        overview = await self._overview.read(connection, today=now.astimezone(ZONE).date())
        return Picture(overview, Freshness(sources, now))

    async def themes(self, connection: AsyncConnection, *, now: datetime) -> ThemeCounts:
        """Return the offers of each quarter, theme and life phase."""
        return await self._themes.read(connection, today=now.astimezone(ZONE).date())


async def _overview(connection: AsyncConnection, today: date) -> Overview:
    return await read_overview(connection, today=today)


async def _themes(connection: AsyncConnection, _: date) -> ThemeCounts:
    return await read_theme_counts(connection)
