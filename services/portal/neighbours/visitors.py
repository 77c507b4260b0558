"""An opaque key for a visitor, so that the keeper of subscriptions can limit requests without ever learning an IP address."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import date, datetime

from starlette.requests import Request


class Visitors:
    """The key changes every day and lives in memory only: nobody can look an address up in it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._day: date | None = None

    def key_of(self, request: Request) -> str:
        """Return the visitor's key of today."""
        today = self._clock().date()
        if today != self._day:
            self._day, self._key = today, secrets.token_bytes(32)
        host = request.client.host if request.client is not None else ""
        return hmac.digest(self._key, host.encode(), hashlib.sha256).hex()[:32]
