"""/authorize: a page on which a demonstration person is chosen, and the way back to the client with a code."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, Form, Header, Response
from fastapi.responses import RedirectResponse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from deploy.local.issuer.authorization_request import AuthorizationRequest
from deploy.local.issuer.ledger import Ledger, SignIn, new_family
from deploy.local.issuer.pages import Pages
from deploy.local.issuer.settings import IssuerSettings

COOKIE = "infamilie-issuer-browser"
TICKET_LIFETIME = timedelta(minutes=10)
SEE_OTHER = 303


class Tickets:
    """Ties the page with the people to the request it answers and to the browser that sees it (no forged sign-in)."""

    def __init__(self, secret: str) -> None:
        self._key = OctKey.import_key(hashlib.sha256(b"ticket" + secret.encode()).digest())

    def issue(self, request: AuthorizationRequest, *, browser: str, now: datetime) -> str:
        claims = {
            "request": request.as_claims(),
            "browser": _hash(browser),
            "exp": int((now + TICKET_LIFETIME).timestamp()),
        }
        return jwt.encode({"alg": "HS256"}, claims, self._key)

    def redeem(self, ticket: str, *, browser: str, now: datetime) -> AuthorizationRequest | None:
        """The request, if the ticket is ours, of this browser and not too old."""
        try:
            claims = jwt.decode(ticket, self._key, algorithms=["HS256"]).claims
        except (JoseError, ValueError):
            return None
        if not browser or claims["exp"] < now.timestamp() or claims["browser"] != _hash(browser):
            return None
        return AuthorizationRequest(**claims["request"])


def sign_in_router(settings: IssuerSettings, *, ledger: Ledger, pages: Pages) -> APIRouter:
    router = APIRouter()
    tickets = Tickets(settings.operator_secret)

    @router.get("/authorize")
    def choose_person(
        request: Annotated[AuthorizationRequest, Depends()],
        browser: Annotated[str | None, Cookie(alias=COOKIE)] = None,
    ) -> Response:
        if not _is_registered(request, settings):
            return pages.refused_request()
        refusal = request.refusal()
        if refusal is not None:
            return _back_to_client(request.answer_address(issuer_url=settings.issuer_url, error=refusal))
        browser = browser or secrets.token_urlsafe(32)
        ticket = tickets.issue(request, browser=browser, now=settings.clock())
        page = pages.people(settings.people, ticket=ticket, form_target=request.origin)
        page.set_cookie(
            COOKIE, browser, httponly=True, samesite="lax", secure=settings.issuer_url.startswith("https:"), path="/"
        )
        return page

    @router.post("/authorize")
    def sign_in(
        ticket: Annotated[str, Form()] = "",
        subject: Annotated[str, Form()] = "",
        browser: Annotated[str, Cookie(alias=COOKIE)] = "",
        sec_fetch_site: Annotated[str, Header()] = "same-origin",
    ) -> Response:
        now = settings.clock()
        request = tickets.redeem(ticket, browser=browser, now=now) if sec_fetch_site == "same-origin" else None
        if request is None or not _is_registered(request, settings):
            return pages.expired_sign_in()
        person = settings.person(subject)
        if person is None:
            return _back_to_client(request.answer_address(issuer_url=settings.issuer_url, error="access_denied"))
        code = ledger.hand_out_code(_sign_in_of(request, person.subject, now=now), now=now)
        return _back_to_client(request.answer_address(issuer_url=settings.issuer_url, code=code))

    return router


def _is_registered(request: AuthorizationRequest, settings: IssuerSettings) -> bool:
    client = settings.client(request.client_id)
    return client is not None and request.redirect_uri in client.redirect_uris


def _sign_in_of(request: AuthorizationRequest, subject: str, *, now: datetime) -> SignIn:
    return SignIn(
        client_id=request.client_id,
        subject=subject,
        scope=request.scope,
        nonce=request.nonce,
        auth_time=int(now.timestamp()),
        redirect_uri=request.redirect_uri,
        challenge=request.code_challenge,
        family=new_family(),
    )


def _back_to_client(address: str) -> RedirectResponse:
    return RedirectResponse(address, SEE_OTHER, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
