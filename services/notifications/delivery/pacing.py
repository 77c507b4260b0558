"""How fast and when mails may leave: a pause for domains that ask for one, a rate for the whole server, and hours of quiet."""

import asyncio
from datetime import datetime, time
from time import monotonic

from services.notifications.domain.calendar import BERLIN

# One recipient who is put off is greylisted; three in a row are a provider who has had enough.
PATIENCE = 3
FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 900.0
MOST_DOMAINS = 10_000


class DomainPauses:
    """Remembers which domains put mails off, and for how long each is left alone: 5, 10, 20 … seconds, a quarter of an hour at most."""

    def __init__(self) -> None:
        self._refusals: dict[str, int] = {}
        self._until: dict[str, float] = {}

    def put_off(self, domain: str) -> None:
        """A mail to the domain was put off."""
        if len(self._refusals) >= MOST_DOMAINS:
            self._refusals.clear()
            self._until.clear()
        count = self._refusals[domain] = self._refusals.get(domain, 0) + 1
        if count >= PATIENCE:
            pause = FIRST_PAUSE_SECONDS * 2.0 ** min(count - PATIENCE, 10)
            self._until[domain] = monotonic() + min(pause, LONGEST_PAUSE_SECONDS)

    def accepted(self, domain: str) -> None:
        """A mail to the domain was accepted: there is no reason to wait."""
        if domain in self._refusals:
            del self._refusals[domain]
            self._until.pop(domain, None)

    def seconds_left(self, domain: str) -> float:
        """Return how long the domain is to be left alone, 0 if not at all."""
        until = self._until.get(domain) if self._until else None
        return max(0.0, until - monotonic()) if until is not None else 0.0


class Rate:
    """Lets so many mails a second pass, a second's worth at once at most; without a number all of them."""

    def __init__(self, per_second: float | None) -> None:
        self._per_second = per_second
        self._next = monotonic()

    async def take(self, count: int) -> None:
        """Wait until so many mails may leave."""
        if self._per_second is None:
            return
        now = monotonic()
        begins = max(self._next, now - 1.0)
        self._next = begins + count / self._per_second
        if begins > now:
            await asyncio.sleep(begins - now)


class QuietHours:
    """The hours in which nobody wants to hear a telephone; `begin` may lie after `end`, then midnight is between them."""

    def __init__(self, begin: time | None, end: time | None) -> None:
        self._begin = begin
        self._end = end

    def contains(self, moment: datetime) -> bool:
        """Tell whether it is quiet in Dortmund at an aware moment."""
        if self._begin is None or self._end is None or self._begin == self._end:
            return False
        local = moment.astimezone(BERLIN).time()
        if self._begin < self._end:
            return self._begin <= local < self._end
        return local >= self._begin or local < self._end
