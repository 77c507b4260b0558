"""What the search has besides the common parts: the catalogue in memory, made answers, and sums not yet written."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from services.offers.api.search.items import Items
from services.offers.api.search.remembered import RememberedAnswers
from services.offers.domain.search.when import minutes_of_day
from services.offers.settings import OffersSettings
from services.offers.storage.search.live import LiveCatalogue
from services.offers.use_cases.search.count_missed import MissedSearches, write_missed
from services.offers.use_cases.search.refresh import refresh_documents
from shared.calendar_day import local_day
from shared.hosting.running import Running

WRITE_SECONDS = 30.0
REFRESH_SECONDS = 3600.0


class SearchEquipment:
    """Made before the service runs, and equipped with its parts when it does."""

    live: LiveCatalogue

    def __init__(self) -> None:
        self.missed = MissedSearches()
        self.items = Items()

    def equip(self, app: FastAPI, running: Running) -> None:
        """Put the search into the app, and the answers it remembers before everything else."""
        settings = running.settings
        city_wide = settings.city_wide_network if isinstance(settings, OffersSettings) else None
        self.live = LiveCatalogue(running.engine, running.slots, city_wide=city_wide)
        app.state.search = self
        app.add_middleware(RememberedAnswers, live=self.live, clock=running.clock, metrics=running.metrics)

    async def keep_documents(self, running: Running) -> None:
        """Make what is missing or old at the start and every hour, and read the catalogue before the first one asks."""
        while True:
            await refresh_documents(running.edge)
            await self._make_ready(running.clock())
            await asyncio.sleep(REFRESH_SECONDS)

    async def _make_ready(self, now: datetime) -> None:
        """Read the catalogue and sort it, a quarter after the other, so that no question has to wait for all of them."""
        known = await self.live.current()
        for segment in list(known.catalogue.city.segments.values()):
            segment.make_ready(day=local_day(now).toordinal(), minutes=minutes_of_day(now))
            await asyncio.sleep(0)

    async def count_missed(self, running: Running) -> None:
        """Write twice a minute what was looked for in vain."""
        while True:
            await asyncio.sleep(WRITE_SECONDS)
            await self.write(running)

    async def write(self, running: Running) -> None:
        """Write what was looked for in vain until now."""
        await write_missed(running.edge, self.missed)


async def _search(request: Request) -> SearchEquipment:
    search: SearchEquipment = request.app.state.search
    return search


Search = Annotated[SearchEquipment, Depends(_search)]
"""A route's parameter type: what the search works with."""
