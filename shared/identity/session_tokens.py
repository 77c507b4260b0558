"""The access token of a signed-in person, renewed in time, for the portal's calls in that person's name."""

import asyncio
from datetime import timedelta
from weakref import WeakValueDictionary

from shared.identity.issuer import Issuer
from shared.identity.sessions import Session, Sessions, SessionSecrets
from shared.identity.token_endpoint import TokenAnswer, TokenRequestRefused, ask_for_tokens

RENEWED_BEFORE_EXPIRY = timedelta(seconds=30)


class SessionTokens:
    """Renews by refresh token, one request at a time per session: issuers end a session whose refresh token is used twice."""

    def __init__(self, issuer: Issuer, sessions: Sessions) -> None:
        self._issuer = issuer
        self._sessions = sessions
        self._locks: WeakValueDictionary[bytes, asyncio.Lock] = WeakValueDictionary()

    async def access_token(self, session: Session) -> str | None:
        """Return a valid token; None when the session can't be renewed any more and has ended."""
        if self._is_fresh(session):
            return session.secrets.access_token
        lock = self._locks.setdefault(session.key, asyncio.Lock())
        async with lock:
            current = await self._sessions.reload(session.key)
            if current is None or self._is_fresh(current):
                return current.secrets.access_token if current else None
            return await self._renewed(current)

    async def _renewed(self, session: Session) -> str | None:
        if session.secrets.refresh_token is None:
            await self._sessions.end(session.key)
            return None
        try:
            answer = await ask_for_tokens(
                self._issuer, {"grant_type": "refresh_token", "refresh_token": session.secrets.refresh_token}
            )
        except TokenRequestRefused:
            return await self._renewed_elsewhere(session)
        await self._keep(session, answer)
        return answer.access_token

    async def _renewed_elsewhere(self, session: Session) -> str | None:
        """Another replica may have used the refresh token a moment earlier; otherwise the session is over."""
        current = await self._sessions.reload(session.key)
        if current is not None and self._is_fresh(current):
            return current.secrets.access_token
        await self._sessions.end(session.key)
        return None

    async def _keep(self, session: Session, answer: TokenAnswer) -> None:
        kept = SessionSecrets(
            access_token=answer.access_token,
            refresh_token=answer.refresh_token or session.secrets.refresh_token,
            id_token=answer.id_token or session.secrets.id_token,
            display_name=session.secrets.display_name,
        )
        expires_at = self._issuer.clock() + timedelta(seconds=answer.expires_in)
        await self._sessions.replace_tokens(session, kept=kept, access_expires_at=expires_at)

    def _is_fresh(self, session: Session) -> bool:
        return self._issuer.clock() < session.access_expires_at - RENEWED_BEFORE_EXPIRY
