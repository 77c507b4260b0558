"""A fact fetched from elsewhere and kept: renewed when stale, kept through outages, never asked for in a stampede."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from shared.identity.clock import Clock
from shared.identity.refusals import IssuerUnavailable

Fact = TypeVar("Fact")

BETWEEN_RENEWALS = timedelta(seconds=5)
BETWEEN_FIRST_ATTEMPTS = timedelta(seconds=1)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Remembered(Generic[Fact]):
    """One fact of the issuer; `fetch` raises IssuerUnavailable when it can't be had."""

    def __init__(self, fetch: Callable[[], Awaitable[Fact]], *, clock: Clock, fresh_for: timedelta) -> None:
        self._fetch = fetch
        self._clock = clock
        self._fresh_for = fresh_for
        self._fact: Fact | None = None
        self._stale_at = LONG_AGO
        self._next_attempt = LONG_AGO
        self._lock = asyncio.Lock()

    async def get(self) -> Fact:
        """Return the fact, an old one if no newer can be had; raises IssuerUnavailable when there never was one.

        While one caller asks anew, the others go on with what is remembered: a slow issuer must not stall a service.
        """
        if self._fact is None or (self._clock() >= self._stale_at and not self._lock.locked()):
            await self._renew()
        if self._fact is None:
            raise IssuerUnavailable
        return self._fact

    async def renewed(self) -> Fact:
        """Return the fact after asking anew, unless that was done less than five seconds ago."""
        await self._renew()
        return await self.get()

    async def _renew(self) -> None:
        async with self._lock:
            # Whoever waited for the lock finds the attempt already made.
            if self._clock() < self._next_attempt:
                return
            try:
                self._fact = await self._fetch()
            except IssuerUnavailable:
                self._stale_at = LONG_AGO
            else:
                self._stale_at = self._clock() + self._fresh_for
            self._next_attempt = self._clock() + (BETWEEN_FIRST_ATTEMPTS if self._fact is None else BETWEEN_RENEWALS)
