"""The three routes of signing in and out, and the way there from a page that needs it."""

from collections.abc import Callable
from html import escape
from typing import Annotated
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from shared.identity.access import PUBLIC
from shared.identity.code_flow import SECONDS_TO_SIGN_IN, unsealed_attempt
from shared.identity.gate import require
from shared.identity.refusals import SignInFailed
from shared.identity.return_path import HOME, safe_return_path
from shared.identity.sessions import ABSOLUTE
from shared.identity.signed_in import CALLBACK_PATH, CurrentSession, SignIn

SIGN_IN_PATH = "/anmelden"
SIGN_OUT_PATH = "/abmelden"

Farewell = Callable[[Request, str], Response]

logger = structlog.get_logger(__name__)


def redirect_to_sign_in(request: Request, _refusal: Exception) -> Response:
    """Lead a visitor to sign in and back to this page: `app.add_exception_handler(NotSignedIn, redirect_to_sign_in)`."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = here if request.method == "GET" else HOME
    return _unstored(RedirectResponse(f"{SIGN_IN_PATH}?{urlencode({'next': back})}", 303))


def plain_farewell(_request: Request, address: str) -> Response:
    """Say goodbye on a page that goes on to the issuer's sign-out by itself.

    A redirect would do, but browsers apply `form-action 'self'` to redirects that follow a form as well.
    """
    link = escape(address, quote=True)
    return HTMLResponse(
        '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Abgemeldet</title>'
        f'<meta http-equiv="refresh" content="0;url={link}"></head>'
        f'<body><main><h1>Sie sind abgemeldet</h1><p><a href="{link}">Weiter</a></p></main></body></html>'
    )


def sign_in_router(sign_in: SignIn, *, farewell: Farewell = plain_farewell) -> APIRouter:
    """Return the routes; the app also sets `app.state.sign_in`. `farewell` renders the page that leads to an address."""
    router = APIRouter(dependencies=[Depends(require(PUBLIC))], include_in_schema=False)

    @router.get(SIGN_IN_PATH)
    async def begin(return_path: Annotated[str | None, Query(alias="next")] = None) -> Response:
        attempt = sign_in.flow.begin(safe_return_path(return_path))
        response = RedirectResponse(await sign_in.flow.authorization_url(attempt), 303)
        sign_in.attempt_cookie.put(response, attempt.sealed(sign_in.sealer), seconds=SECONDS_TO_SIGN_IN)
        return _unstored(response)

    @router.get(CALLBACK_PATH)
    async def come_back(request: Request) -> Response:
        try:
            attempt = unsealed_attempt(sign_in.attempt_cookie.of(request), sealer=sign_in.sealer)
            signed_in = await sign_in.flow.finish(attempt, request.query_params)
        except SignInFailed as failure:
            logger.info("sign_in_failed", reason=failure.reason)
            raise
        identifier = await sign_in.open_session(signed_in, replacing=sign_in.session_cookie.of(request))
        response = RedirectResponse(signed_in.return_path, 303)
        sign_in.session_cookie.put(response, identifier, seconds=int(ABSOLUTE.total_seconds()))
        sign_in.attempt_cookie.put(response, "", seconds=0)
        return _unstored(response)

    @router.post(SIGN_OUT_PATH)
    async def sign_out(request: Request, session: CurrentSession) -> Response:
        address = sign_in.settings.address(HOME)
        if session is not None:
            await sign_in.sessions.end(session.key)
            address = await sign_in.farewell_url(session)
        response = farewell(request, address)
        sign_in.session_cookie.put(response, "", seconds=0)
        return _unstored(response)

    return router


def _unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
