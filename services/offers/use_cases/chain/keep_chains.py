"""Keeps the chains true, beside the requests: after each commit that touched one, and when a new day lets money run out.

Whoever changes an offer only adds a line to what waits, so bulk changes meet no lock and are answered by one chain.
"""

import asyncio
import contextlib
from datetime import date

from services.offers.domain.refusals import NetworkSpeaksElsewhere
from services.offers.domain.speaking import OwnVoice
from services.offers.settings import OffersSettings
from services.offers.storage.chain import waiting
from services.offers.storage.neighbours import speakers
from services.offers.use_cases.chain.renew_chains import renew_waiting
from shared.calendar_day import local_day
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.messaging.edge import Edge, Work

POLL_SECONDS = 2.0
RETRY_SECONDS = 2.0


class ChainKeeper:
    """The worker of one app; listeners ring it after their commits, requests of the same process by the log's doorbell.

    What was called while a chain was made is answered together.
    """

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._day: date | None = None

    def ring(self) -> None:
        """Say that some chain was called."""
        self._rung.set()

    async def keep_chains(self, running: Running) -> None:
        """Answer calls until cancelled; what is away is tried again."""
        assert isinstance(running.settings, OffersSettings)
        voice = OwnVoice(running.edge.source, running.settings.networks)
        months, city_wide = running.settings.funding_ends_soon_months, running.settings.city_wide_network
        running.doorbell.wakes(self.ring)
        while True:
            self._rung.clear()
            try:
                await self._begin_day(running.edge)
                while await answer_first(running.edge, voice, soon_months=months, city_wide=city_wide):
                    pass
            except Exception as failure:
                if not passes_by_itself(failure):
                    raise
                await asyncio.sleep(RETRY_SECONDS)
            await self._wait_for_a_ring()

    async def _wait_for_a_ring(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await self._rung.wait()

    async def _begin_day(self, edge: Edge) -> None:
        """Let all chains be made anew on each day once: funding comes nearer to its end while nobody changes anything."""
        today = local_day(edge.clock())
        if today != self._day:
            async with edge.transaction() as work:
                await waiting.call(work.connection, {(waiting.ALL, waiting.ALL)})
            self._day = today


async def answer_first(edge: Edge, voice: OwnVoice, *, soon_months: int, city_wide: str | None = None) -> bool:
    """Answer the calls of the network that waits longest; return False if none does."""
    async with edge.transaction() as work:
        network = await waiting.first(work.connection)
        if network is None:
            return False
        if network == waiting.ALL:
            await waiting.spread(work.connection)
        elif await _is_own(work, voice, network):
            await renew_waiting(work, network, soon_months=soon_months, city_wide=city_wide)
        else:
            await waiting.take(work.connection, network)
    return True


async def _is_own(work: Work, voice: OwnVoice, network: str) -> bool:
    try:
        voice.insist(network, await speakers(work.connection), now=work.now)
    except NetworkSpeaksElsewhere:
        return False
    return True
