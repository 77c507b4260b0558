"""Access tokens (RFC 9068) and ID tokens (OpenID Connect Core §2), and `mint` for the command line."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.errors import JoseError

from deploy.local.issuer.keys import KeyRing

AUDIENCE = "infamilie"
ALGORITHM = "RS256"
LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True)
class TokenMaker:
    """Signs tokens of one issuer with the newest key of its ring."""

    issuer_url: str
    keys: KeyRing

    def access_token(
        self, subject: str, *, client_id: str, now: datetime, scope: str = "", lifetime: timedelta = LIFETIME
    ) -> str:
        """A token that opens the services' interfaces for this subject."""
        claims = self._claims(subject, audience=AUDIENCE, now=now, lifetime=lifetime)
        claims |= {"client_id": client_id, "jti": str(uuid4())}
        return self._signed(claims | ({"scope": scope} if scope else {}), kind="at+jwt")

    def id_token(self, subject: str, *, name: str, client_id: str, now: datetime, nonce: str, auth_time: int) -> str:
        """A token that tells the client who signed in; useless at the services' interfaces."""
        claims = self._claims(subject, audience=client_id, now=now, lifetime=LIFETIME)
        claims |= {"name": name, "auth_time": auth_time}
        return self._signed(claims | ({"nonce": nonce} if nonce else {}), kind="JWT")

    def own_claims(self, token: str) -> dict[str, Any] | None:
        """The claims of a token that this issuer signed, expired or not; None for anything else."""
        try:
            claims = jwt.decode(token, self.keys.all_keys, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError):
            return None
        return claims if claims.get("iss") == self.issuer_url else None

    def _claims(self, subject: str, *, audience: str, now: datetime, lifetime: timedelta) -> dict[str, Any]:
        issued_at = int(now.timestamp())
        return {
            "iss": self.issuer_url,
            "sub": subject,
            "aud": audience,
            "iat": issued_at,
            "exp": issued_at + int(lifetime.total_seconds()),
        }

    def _signed(self, claims: dict[str, Any], *, kind: str) -> str:
        key = self.keys.signing_key
        return jwt.encode({"alg": ALGORITHM, "kid": key.kid, "typ": kind}, claims, key)


def mint(
    subject: str,
    *,
    keys_file: Path,
    issuer_url: str,
    client_id: str = "operator",
    lifetime: timedelta = LIFETIME,
    now: datetime | None = None,
) -> str:
    """An access token made with the keys on this machine; raises FileNotFoundError when no issuer has run here yet."""
    if not keys_file.exists():
        raise FileNotFoundError(keys_file)
    maker = TokenMaker(issuer_url, KeyRing(keys_file))
    return maker.access_token(subject, client_id=client_id, now=now or datetime.now(UTC), lifetime=lifetime)
