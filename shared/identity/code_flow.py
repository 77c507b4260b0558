"""The authorization code flow with PKCE S256, state and nonce (OpenID Connect Core 1.0 § 3.1, RFC 7636, RFC 9700)."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, ValidationError

from shared.identity.issuer import Issuer
from shared.identity.refusals import SignInFailed, TokenRefused
from shared.identity.sealing import SealBroken, Sealer
from shared.identity.token_endpoint import TokenAnswer, TokenRequestRefused, ask_for_tokens
from shared.identity.tokens import verified_claims

SCOPE = "openid profile"
SECONDS_TO_SIGN_IN = 600
RANDOM_BYTES = 32
_COOKIE = b"sign-in cookie"


class Attempt(BaseModel):
    """What must be remembered from the way there to the way back; it travels sealed in the browser's cookie."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    state: str
    nonce: str
    verifier: str
    return_path: str
    begun_at: datetime

    def sealed(self, sealer: Sealer) -> str:
        """Return the cookie's value."""
        return base64.urlsafe_b64encode(sealer.seal(self.model_dump_json().encode(), bound_to=_COOKIE)).decode()


def unsealed_attempt(cookie: str | None, *, sealer: Sealer) -> Attempt:
    """Return the attempt a cookie holds; raises SignInFailed."""
    try:
        return Attempt.model_validate_json(sealer.open(base64.urlsafe_b64decode(cookie or ""), bound_to=_COOKIE))
    except (SealBroken, ValidationError, ValueError) as broken:
        raise SignInFailed("no_attempt") from broken


@dataclass(frozen=True)
class SignedIn:
    """What the flow proved: the subject, the tokens and the name to greet with."""

    subject: str
    tokens: TokenAnswer
    id_token: str
    display_name: str
    return_path: str


class CodeFlow:
    """Leads a person to the issuer and back; `redirect_uri` is compared exactly by the issuer."""

    def __init__(self, issuer: Issuer, *, redirect_uri: str) -> None:
        self._issuer = issuer
        self._redirect_uri = redirect_uri

    def begin(self, return_path: str) -> Attempt:
        """Return a new attempt with fresh secrets."""
        state, nonce, verifier = (secrets.token_urlsafe(RANDOM_BYTES) for _ in range(3))
        return Attempt(
            state=state, nonce=nonce, verifier=verifier, return_path=return_path, begun_at=self._issuer.clock()
        )

    async def authorization_url(self, attempt: Attempt) -> str:
        """Return the address at the issuer that the browser goes to."""
        endpoint = (await self._issuer.metadata()).authorization_endpoint
        query = {
            "response_type": "code",
            "client_id": self._issuer.settings.client_id,
            "redirect_uri": self._redirect_uri,
            "scope": SCOPE,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": code_challenge(attempt.verifier),
            "code_challenge_method": "S256",
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    async def finish(self, attempt: Attempt, query: Mapping[str, str]) -> SignedIn:
        """Return what the way back proves; raises SignInFailed."""
        self._check_way_back(attempt, query)
        form = {
            "grant_type": "authorization_code",
            "code": query["code"],
            "redirect_uri": self._redirect_uri,
            "code_verifier": attempt.verifier,
        }
        try:
            tokens = await ask_for_tokens(self._issuer, form)
        except TokenRequestRefused as refused:
            raise SignInFailed(refused.error) from refused
        claims = await self._claims_of(tokens, attempt)
        return SignedIn(claims["sub"], tokens, tokens.id_token or "", _name(claims), attempt.return_path)

    def _check_way_back(self, attempt: Attempt, query: Mapping[str, str]) -> None:
        if not hmac.compare_digest(query.get("state", "").encode(), attempt.state.encode()):
            raise SignInFailed("state")
        if (self._issuer.clock() - attempt.begun_at).total_seconds() > SECONDS_TO_SIGN_IN:
            raise SignInFailed("too_late")
        # RFC 9207: an issuer that names itself must be the one that was asked.
        if query.get("iss", self._issuer.settings.issuer_url) != self._issuer.settings.issuer_url:
            raise SignInFailed("other_issuer")
        if "code" not in query:
            raise SignInFailed("no_code")

    async def _claims_of(self, tokens: TokenAnswer, attempt: Attempt) -> dict[str, Any]:
        client = self._issuer.settings.client_id
        try:
            claims = await verified_claims(tokens.id_token or "", issuer=self._issuer, audience=client)
        except TokenRefused as refused:
            raise SignInFailed(f"id_token_{refused.reason}") from refused
        if claims.get("nonce") != attempt.nonce:
            raise SignInFailed("nonce")
        if claims.get("azp", client) != client:
            raise SignInFailed("other_client")
        return claims


def code_challenge(verifier: str) -> str:
    """Return the S256 challenge of a verifier (RFC 7636 § 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _name(claims: Mapping[str, Any]) -> str:
    name = claims.get("name") or claims.get("preferred_username") or ""
    return str(name)[:120]
