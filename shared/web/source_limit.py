"""Limits how often one source may ask for something: in memory, by a keyed hash whose key lives for a day and is stored nowhere."""

import hashlib
import hmac
import secrets
from collections import Counter
from datetime import date, datetime

from shared.web.problems import Refusal

KEY_BYTES = 32
MOST_SOURCES = 100_000


class TooManyRequests(Refusal):
    """The source has asked too often within this hour."""


class SourceLimit:
    """Counts requests by source and hour; one instance a process."""

    def __init__(self, *, most_per_hour: int) -> None:
        self._most_per_hour = most_per_hour
        self._day: date | None = None
        self._hour = -1
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def count(self, source: str, *, now: datetime) -> None:
        """Count a request; raises TooManyRequests when it is one too many."""
        self._turn(now)
        hashed = hmac.digest(self._key, source.encode(), hashlib.sha256)[:16]
        self._counts[hashed] += 1
        if self._counts[hashed] > self._most_per_hour:
            raise TooManyRequests

    def _turn(self, now: datetime) -> None:
        if now.date() != self._day:
            self._day, self._key = now.date(), secrets.token_bytes(KEY_BYTES)
            self._counts.clear()
        if now.hour != self._hour or len(self._counts) > MOST_SOURCES:
            self._hour = now.hour
            self._counts.clear()
