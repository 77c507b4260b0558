"""Keeps the chains true, beside the requests: after each commit that touched one, and when a new day lets money run out.

Whoever changes an offer only adds a line to what waits, so bulk changes meet no lock and are answered by one chain.
"""

import asyncio
import contextlib
from datetime import date

import asyncpg

from services.offers.domain.refusals import NetworkSpeaksElsewhere
from services.offers.domain.speaking import OwnVoice
from services.offers.settings import OffersSettings
from services.offers.storage.chain import waiting
from services.offers.storage.neighbours import speakers
from services.offers.use_cases.chain.renew_chains import renew_waiting
from shared.calendar_day import local_day
from shared.database.engine import plain_url
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.messaging.doorbell import CHANNEL
from shared.messaging.edge import Edge, Work

POLL_SECONDS = 2.0
RETRY_SECONDS = 2.0
# Changes that come together are answered together.
GATHER_SECONDS = 0.005


class ChainKeeper:
    """The worker of one app; listeners ring it after their commits, requests by the log's doorbell."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._day: date | None = None

    def ring(self) -> None:
        """Say that some chain was called."""
        self._rung.set()

    async def keep_chains(self, running: Running) -> None:
        """Answer calls until cancelled; what is away is tried again."""
        while True:
            try:
                await self._serve_one_connection(running)
            except Exception as failure:
                if not (passes_by_itself(failure) or isinstance(failure, asyncpg.PostgresError)):
                    raise
            await asyncio.sleep(RETRY_SECONDS)

    async def _serve_one_connection(self, running: Running) -> None:
        assert isinstance(running.settings, OffersSettings)
        voice = OwnVoice(running.edge.source, running.settings.networks)
        months, city_wide = running.settings.funding_ends_soon_months, running.settings.city_wide_network
        session = {"application_name": "offers-chains"}
        url = plain_url(running.settings.database_url.get_secret_value())
        connection = await asyncpg.connect(url, timeout=5, command_timeout=10, server_settings=session)
        try:
            await connection.add_listener(CHANNEL, lambda *_: self.ring())
            while True:
                self._rung.clear()
                await self._begin_day(running.edge)
                while await answer_first(running.edge, voice, soon_months=months, city_wide=city_wide):
                    pass
                await self._wait_for_a_ring()
                if connection.is_closed():
                    return
        finally:
            connection.terminate()

    async def _wait_for_a_ring(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await self._rung.wait()
        await asyncio.sleep(GATHER_SECONDS)

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
