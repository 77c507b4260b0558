"""Signing in at a service with pages, put together the same way for each, with sessions of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import httpx
from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import Table
from starlette.requests import Request
from starlette.responses import Response

from shared.hosting.running import Running
from shared.hosting.trust import trusted
from shared.identity.issuer import Issuer
from shared.identity.refusals import NotSignedIn
from shared.identity.sessions import Sessions
from shared.identity.sign_in import redirect_to_sign_in, sign_in_router
from shared.identity.signed_in import SignIn, SignInSettings
from shared.web.pages import Pages

CALL_SECONDS = 10.0


def plain_client(app: FastAPI) -> httpx.AsyncClient:
    """Return an HTTP client without a service's token, for as long as the app runs."""
    http = httpx.AsyncClient(timeout=CALL_SECONDS, verify=trusted())
    app.include_router(APIRouter(lifespan=partial(_closing, http)))
    return http


def install_sign_in(
    app: FastAPI, *, settings: SignInSettings, sessions: Table, http: httpx.AsyncClient, running: Running, pages: Pages
) -> SignIn:
    """Add signing in and out, and lead visitors of inner pages there; `sessions` is the service's table."""
    sign_in = SignIn(
        settings,
        issuer=Issuer(running.settings.identity, http=http, clock=running.clock),
        sessions=Sessions(running.engine, sessions, key=settings.session_key, clock=running.clock),
    )
    app.state.sign_in = sign_in
    app.include_router(_routes(sign_in, pages))
    app.add_exception_handler(NotSignedIn, redirect_to_sign_in)
    return sign_in


def _routes(sign_in: SignIn, pages: Pages) -> APIRouter:
    """The three routes; what they take by POST must come from our own pages."""

    def farewell(request: Request, address: str) -> Response:
        return pages.page(request, "shared/farewell.html", address=address)

    async def check_forms(request: Request) -> None:
        if request.method == "POST":
            await pages.check_button(request)

    router = APIRouter(dependencies=[Depends(check_forms)])
    router.include_router(sign_in_router(sign_in, farewell=farewell))
    return router


@asynccontextmanager
async def _closing(http: httpx.AsyncClient, _: object) -> AsyncIterator[None]:
    async with http:
        yield
