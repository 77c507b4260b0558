"""The OpenID issuer as seen from a service: its metadata (OpenID Connect Discovery 1.0) and its public keys (RFC 7517), both remembered."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import httpx
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey, import_key
from pydantic import BaseModel, ConfigDict, ValidationError

from shared.identity.clock import Clock
from shared.identity.refusals import IssuerUnavailable
from shared.identity.remembered import Remembered
from shared.identity.settings import IdentitySettings
from shared.telemetry.rarely import log_rarely

METADATA_FRESH_FOR = timedelta(hours=1)
# A key that the issuer withdrew is refused after this time at the latest.
KEYS_FRESH_FOR = timedelta(minutes=5)
TIMEOUT_SECONDS = 3.0

logger = structlog.get_logger(__name__)


class IssuerMetadata(BaseModel):
    """What discovery tells; the optional parts are optional in the standards as well."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Issuer:
    """Asks the issuer and remembers what it said; one per process."""

    def __init__(self, settings: IdentitySettings, *, http: httpx.AsyncClient, clock: Clock) -> None:
        self.settings = settings
        self.http = http
        self.clock = clock
        self._metadata = Remembered(self._fetch_metadata, clock=clock, fresh_for=METADATA_FRESH_FOR)
        self._keys = Remembered(self._fetch_keys, clock=clock, fresh_for=KEYS_FRESH_FOR)

    async def metadata(self) -> IssuerMetadata:
        """Return the issuer's metadata; raises IssuerUnavailable when it was never reached."""
        return await self._metadata.get()

    async def key(self, kid: str | None) -> Key | None:
        """Return the public key with this id, asking anew (rarely) for an unknown one; None if the issuer has no such key."""
        return _pick(await self._keys.get(), kid) or _pick(await self._keys.renewed(), kid)

    def reachable(self, url: str) -> str:
        """Return the address under which this service reaches an endpoint that the issuer names for browsers."""
        inner = self.settings.issuer_backchannel_url
        outer = self.settings.issuer_url.rstrip("/")
        if inner is None or not url.startswith(outer + "/"):
            return url
        return inner.rstrip("/") + url.removeprefix(outer)

    async def _fetch_metadata(self) -> IssuerMetadata:
        base = self.settings.issuer_url.rstrip("/") + "/.well-known/openid-configuration"
        try:
            metadata = IssuerMetadata.model_validate(await self._json(base))
        except ValidationError as broken:
            raise _unavailable("issuer_metadata_broken") from broken
        if metadata.issuer != self.settings.issuer_url:
            raise _unavailable("issuer_names_itself_otherwise")
        return metadata

    async def _fetch_keys(self) -> Mapping[str | None, Key]:
        document = await self._json((await self.metadata()).jwks_uri)
        listed = document.get("keys") if isinstance(document, dict) else None
        if not isinstance(listed, list):
            raise _unavailable("issuer_keys_broken")
        return {key.kid: key for key in _usable_keys(listed)}

    async def _json(self, url: str) -> Any:
        try:
            answer = await self.http.get(self.reachable(url), timeout=TIMEOUT_SECONDS)
            return answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as failure:
            raise _unavailable("issuer_unreachable") from failure


def _unavailable(reason: str) -> IssuerUnavailable:
    log_rarely(reason, logger=logger)
    return IssuerUnavailable(reason)


def _usable_keys(listed: list[Any]) -> Iterator[Key]:
    """Yield the signature keys that can be read; one odd key must not cost the others (RFC 7517 §5)."""
    for document in listed:
        try:
            key = import_key(document)
        except (JoseError, ValueError, KeyError, TypeError):
            continue
        if isinstance(key, RSAKey | ECKey) and document.get("use", "sig") == "sig":
            yield key


def _pick(keys: Mapping[str | None, Key], kid: str | None) -> Key | None:
    if kid is None and len(keys) == 1:
        return next(iter(keys.values()))
    return keys.get(kid)
