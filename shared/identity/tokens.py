"""The resource server: an access token is worth something only after every check here (RFC 9068, RFC 8725)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, JoseError

from shared.identity.accounts import account_id
from shared.identity.clock import Clock
from shared.identity.issuer import Issuer
from shared.identity.refusals import TokenRefused
from shared.identity.settings import IdentitySettings

MAX_TOKEN_CHARACTERS = 8192


@dataclass(frozen=True)
class Identity:
    """Whom a verified token speaks of; the subject stays out of every representation."""

    account: str
    issuer: str
    subject: str = field(repr=False)
    client_id: str | None
    expires_at: datetime


class TokenVerifier:
    """Checks signature, issuer, audience, times and algorithm of access tokens, offline once the keys are known."""

    def __init__(
        self, settings: IdentitySettings, *, http: httpx.AsyncClient, clock: Clock, issuer: Issuer | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._issuer = issuer or Issuer(settings, http=http, clock=clock)

    async def verify(self, token: str) -> Identity:
        """Return the identity a token proves; raises TokenRefused, or IssuerUnavailable while no key is known at all."""
        claims = await verified_claims(token, issuer=self._issuer, audience=self._settings.audience)
        return Identity(
            account=account_id(
                self._settings.account_key.get_secret_value(), issuer=self._settings.issuer_url, subject=claims["sub"]
            ),
            issuer=self._settings.issuer_url,
            subject=claims["sub"],
            client_id=_client_of(claims),
            expires_at=_moment(claims["exp"]),
        )


async def verified_claims(token: str, *, issuer: Issuer, audience: str) -> dict[str, Any]:
    """Return the claims of a signed token of this issuer for this audience; raises TokenRefused for anything else."""
    settings = issuer.settings
    header = _header(token)
    if header.get("alg") not in settings.algorithms:
        raise TokenRefused("algorithm")
    kid = header.get("kid")
    key = await issuer.key(kid if isinstance(kid, str) else None)
    if key is None:
        raise TokenRefused("unknown_key")
    registry = jwt.JWTClaimsRegistry(
        now=int(issuer.clock().timestamp()),
        leeway=settings.clock_skew_seconds,
        iss={"essential": True, "value": settings.issuer_url},
        aud={"essential": True, "value": audience},
        sub={"essential": True},
        exp={"essential": True},
    )
    try:
        decoded = jwt.decode(token, key, registry=_signatures(settings))
        registry.validate(decoded.claims)
    except ExpiredTokenError as expired:
        raise TokenRefused("expired") from expired
    except (JoseError, ValueError, TypeError) as broken:
        raise TokenRefused(getattr(broken, "error", "") or "malformed") from broken
    return decoded.claims


def _signatures(settings: IdentitySettings) -> jws.JWSRegistry:
    # Issuers add harmless header fields of their own; critical ones (`crit`) are still refused.
    return jws.JWSRegistry(algorithms=settings.algorithms, strict_check_header=False)


def _header(token: str) -> dict[str, Any]:
    if len(token) > MAX_TOKEN_CHARACTERS:
        raise TokenRefused("too_long")
    try:
        return jws.extract_compact(token.encode("ascii")).headers()
    except (JoseError, ValueError, TypeError) as broken:
        raise TokenRefused("malformed") from broken


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (ValueError, OverflowError, OSError) as beyond:
        raise TokenRefused("expiry_beyond_calendar") from beyond


def _client_of(claims: dict[str, Any]) -> str | None:
    client = claims.get("client_id") or claims.get("azp")
    return client if isinstance(client, str) else None
