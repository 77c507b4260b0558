"""How the office's people sign in: the same way as at the portal, with a session of the dashboard's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

import httpx
from fastapi import APIRouter, Depends, FastAPI
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from services.dashboard.settings import DashboardSettings
from services.dashboard.storage.tables import SESSIONS
from shared.hosting.running import Running
from shared.hosting.trust import trusted
from shared.identity.issuer import Issuer
from shared.identity.refusals import NotSignedIn
from shared.identity.sessions import Sessions
from shared.identity.sign_in import redirect_to_sign_in, sign_in_router
from shared.identity.signed_in import SignIn, SignInSettings, current_session
from shared.web.pages import Pages

CALL_SECONDS: Final = 10.0
COOKIE_NAME: Final = "infamilie_ueberblick"


def install_sign_in(app: FastAPI, *, settings: DashboardSettings, running: Running, pages: Pages) -> None:
    """Add signing in and out, and lead visitors of inner pages there."""
    http = httpx.AsyncClient(timeout=CALL_SECONDS, verify=trusted())
    app.state.sign_in = sign_in = SignIn(
        SignInSettings(public_url=settings.public_url, session_key=settings.session_key, cookie_name=COOKIE_NAME),
        issuer=Issuer(settings.identity, http=http, clock=running.clock),
        sessions=Sessions(running.engine, SESSIONS, key=settings.session_key, clock=running.clock),
    )
    app.include_router(_routes(sign_in, pages))
    app.include_router(APIRouter(lifespan=partial(_closing, http)))
    app.add_exception_handler(NotSignedIn, redirect_to_sign_in)


def _routes(sign_in: SignIn, pages: Pages) -> APIRouter:
    """The three routes; what they take by POST must come from our own pages."""

    def farewell(request: Request, address: str) -> Response:
        return pages.page(request, "farewell.html", address=address)

    async def check_forms(request: Request) -> None:
        if request.method == "POST":
            await pages.check_button(request)

    router = APIRouter(dependencies=[Depends(check_forms)])
    router.include_router(sign_in_router(sign_in, farewell=farewell))
    return router


async def session_account(connection: HTTPConnection) -> str | None:
    """Return the account of the request's session."""
    session = await current_session(connection)
    return session.account if session is not None else None


def session_cookie(connection: HTTPConnection) -> str | None:
    """Return what the browser brought as its session, to bind forms to it."""
    sign_in: SignIn = connection.app.state.sign_in
    return sign_in.session_cookie.of(connection)


@asynccontextmanager
async def _closing(http: httpx.AsyncClient, _: object) -> AsyncIterator[None]:
    async with http:
        yield
