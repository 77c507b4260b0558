"""What clients and services read about the issuer, and the rotation of its keys (OpenID Connect Discovery 1.0)."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Response
from fastapi.responses import HTMLResponse

from deploy.local.issuer.keys import KeyRing
from deploy.local.issuer.pages import Pages
from deploy.local.issuer.settings import IssuerSettings
from deploy.local.issuer.tokens import ALGORITHM


def discovery_router(settings: IssuerSettings, *, keys: KeyRing, pages: Pages) -> APIRouter:
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse)
    def greet() -> Response:
        return pages.start(settings.people)

    @router.get("/.well-known/openid-configuration")
    def describe() -> dict[str, object]:
        return description(settings.issuer_url)

    @router.get("/jwks")
    def show_keys() -> dict[str, list[dict[str, object]]]:
        return keys.published()

    @router.post("/rotate")
    def rotate(authorization: Annotated[str, Header()] = "") -> dict[str, str]:
        """Signs with a new key from now on; for the operator only."""
        if not secrets.compare_digest(authorization.encode(), f"Bearer {settings.operator_secret}".encode()):
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        return {"kid": keys.rotate()}

    return router


def description(issuer_url: str) -> dict[str, object]:
    """The discovery document of an issuer at this address."""
    return {
        "issuer": issuer_url,
        "authorization_endpoint": f"{issuer_url}/authorize",
        "token_endpoint": f"{issuer_url}/token",
        "userinfo_endpoint": f"{issuer_url}/userinfo",
        "end_session_endpoint": f"{issuer_url}/logout",
        "jwks_uri": f"{issuer_url}/jwks",
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "scopes_supported": ["openid", "profile"],
        "claims_supported": ["sub", "name", "auth_time"],
        "authorization_response_iss_parameter_supported": True,
    }
