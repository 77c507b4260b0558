"""A service's own token for calls to its neighbours (client credentials, RFC 6749 § 4.4): one for all calls, renewed in time."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from datetime import UTC, datetime, timedelta

import httpx

from shared.identity.issuer import Issuer
from shared.identity.refusals import IssuerUnavailable
from shared.identity.token_endpoint import TokenRequestRefused, ask_for_tokens

RENEWED_BEFORE_EXPIRY = timedelta(seconds=30)
BETWEEN_ATTEMPTS = timedelta(seconds=1)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class ServiceTokenUnavailable(httpx.RequestError):
    """No token can be had now; to the caller the neighbour is as unreachable as with a broken line."""


class ServiceTokens(httpx.Auth):
    """Use as `httpx.AsyncClient(auth=...)` for the platform's own services only: the token goes out with every request."""

    def __init__(self, issuer: Issuer) -> None:
        self._issuer = issuer
        self._token: str | None = None
        self._renew_at = LONG_AGO
        self._expires_at = LONG_AGO
        self._next_attempt = LONG_AGO
        self._lock = asyncio.Lock()

    async def token(self) -> str:
        """Return a valid token; an issuer that is down costs nothing while the last one lives."""
        if self._issuer.clock() >= self._renew_at:
            async with self._lock:
                await self._renew_if_due()
        if self._token is None or self._issuer.clock() >= self._expires_at:
            raise ServiceTokenUnavailable("the issuer gave no token")
        return self._token

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Put the token on the request."""
        request.headers["Authorization"] = f"Bearer {await self.token()}"
        yield request

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Refuse: the platform calls its neighbours asynchronously."""
        raise RuntimeError("use an httpx.AsyncClient")

    async def _renew_if_due(self) -> None:
        now = self._issuer.clock()
        if now < self._renew_at or now < self._next_attempt:
            return
        self._next_attempt = now + BETWEEN_ATTEMPTS
        try:
            answer = await ask_for_tokens(self._issuer, {"grant_type": "client_credentials"})
        except (IssuerUnavailable, TokenRequestRefused):
            return
        lifetime = timedelta(seconds=answer.expires_in)
        self._token = answer.access_token
        self._expires_at = now + lifetime
        self._renew_at = now + max(lifetime - RENEWED_BEFORE_EXPIRY, lifetime / 2)
