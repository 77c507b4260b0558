"""Asking the issuer for tokens: the one request that services and the portal's sign-in share (RFC 6749 §§ 2.3, 4, 6)."""

from collections.abc import Mapping
from urllib.parse import quote

import httpx
from pydantic import BaseModel, ConfigDict, Field

from shared.identity.issuer import TIMEOUT_SECONDS, Issuer
from shared.identity.refusals import IssuerUnavailable


class TokenAnswer(BaseModel):
    """What the token endpoint gives; tokens stay out of every representation."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    access_token: str = Field(repr=False)
    expires_in: float = Field(default=60, gt=0)
    refresh_token: str | None = Field(default=None, repr=False)
    id_token: str | None = Field(default=None, repr=False)


class TokenRequestRefused(Exception):
    """The issuer answered and said no; `error` is its code, e.g. `invalid_grant`."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


async def ask_for_tokens(issuer: Issuer, form: Mapping[str, str]) -> TokenAnswer:
    """Return the issuer's answer; raises TokenRequestRefused when it says no, IssuerUnavailable when it says nothing usable."""
    metadata = await issuer.metadata()
    address = issuer.reachable(metadata.token_endpoint)
    by_form = "client_secret_basic" not in metadata.token_endpoint_auth_methods_supported
    try:
        if by_form:
            answer = await issuer.http.post(address, data={**form, **_credentials(issuer)}, timeout=TIMEOUT_SECONDS)
        else:
            answer = await issuer.http.post(address, data=dict(form), auth=_basic(issuer), timeout=TIMEOUT_SECONDS)
        return _read(answer)
    except (httpx.HTTPError, ValueError) as failure:
        raise IssuerUnavailable from failure


def _read(answer: httpx.Response) -> TokenAnswer:
    if answer.status_code in (400, 401, 403):
        raise TokenRequestRefused(_error_code(answer))
    return TokenAnswer.model_validate(answer.raise_for_status().json())


def _error_code(answer: httpx.Response) -> str:
    try:
        error = answer.json()["error"]
    except (ValueError, KeyError, TypeError):
        return "unknown"
    return str(error)[:60]


def _credentials(issuer: Issuer) -> dict[str, str]:
    settings = issuer.settings
    return {"client_id": settings.client_id, "client_secret": settings.client_secret.get_secret_value()}


def _basic(issuer: Issuer) -> httpx.BasicAuth:
    # RFC 6749 § 2.3.1: both halves are form-encoded before they are joined.
    settings = issuer.settings
    return httpx.BasicAuth(
        quote(settings.client_id, safe=""), quote(settings.client_secret.get_secret_value(), safe="")
    )
