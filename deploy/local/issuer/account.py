"""/userinfo and /logout: who a token speaks of, and the end of a sign-in (OpenID Connect RP-Initiated Logout 1.0)."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Header, Response
from fastapi.responses import JSONResponse, RedirectResponse

from deploy.local.issuer.ledger import Ledger
from deploy.local.issuer.pages import Pages
from deploy.local.issuer.settings import IssuerSettings
from deploy.local.issuer.tokens import AUDIENCE, TokenMaker


def account_router(settings: IssuerSettings, *, ledger: Ledger, maker: TokenMaker, pages: Pages) -> APIRouter:
    router = APIRouter()

    @router.get("/userinfo")
    def show_person(authorization: Annotated[str, Header()] = "") -> Response:
        claims = maker.own_claims(authorization.removeprefix("Bearer ")) or {}
        is_valid = claims.get("aud") == AUDIENCE and claims.get("exp", 0) > settings.clock().timestamp()
        person = settings.person(claims["sub"]) if is_valid else None
        if person is None:
            headers = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            return JSONResponse({"error": "invalid_token"}, status_code=401, headers=headers)
        return JSONResponse({"sub": person.subject, "name": person.name}, headers={"Cache-Control": "no-store"})

    @router.get("/logout")
    def sign_out(id_token_hint: str = "", post_logout_redirect_uri: str = "", state: str = "") -> Response:
        claims = maker.own_claims(id_token_hint) or {}
        client = settings.client(str(claims.get("aud", "")))
        if client is None:  # without proof of who asks, nothing is ended and nobody is sent anywhere
            return pages.signed_out()
        ledger.end_sign_ins(client_id=client.client_id, subject=claims["sub"])
        if post_logout_redirect_uri not in client.post_logout_redirect_uris:
            return pages.signed_out()
        query = f"?{urlencode({'state': state})}" if state else ""
        return RedirectResponse(f"{post_logout_redirect_uri}{query}", 303)

    return router
