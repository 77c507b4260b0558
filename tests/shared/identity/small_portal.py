"""A site with sign-in: what the portal wires, and nothing else of it."""

from typing import Annotated

from fastapi import Depends, FastAPI

from shared.identity.access import PUBLIC, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import Gate, install_gate, refuse_undeclared_routes, require
from shared.identity.grants import Grant
from shared.identity.refusals import IDENTITY_PROBLEMS, NotSignedIn
from shared.identity.sign_in import redirect_to_sign_in, sign_in_router
from shared.identity.signed_in import CurrentSession, SignIn, session_account
from shared.web.problem_handlers import install_problem_handlers


def small_portal(sign_in: SignIn) -> FastAPI:
    """Return the app."""
    app = FastAPI(openapi_url=None)

    @app.get("/", dependencies=[Depends(require(PUBLIC))])
    async def home(session: CurrentSession) -> dict[str, str | None]:
        return {"name": session.secrets.display_name if session else None}

    @app.get("/arbeitsplatz")
    async def workplace(
        actor: Annotated[Actor, Depends(require(signed_in()))], session: CurrentSession
    ) -> dict[str, str | None]:
        assert session is not None
        return {"account": actor.account, "token": await sign_in.tokens.access_token(session)}

    app.state.sign_in = sign_in
    app.include_router(sign_in_router(sign_in))
    install_gate(app, Gate(session_account, _no_grants))
    install_problem_handlers(app, IDENTITY_PROBLEMS)
    app.add_exception_handler(NotSignedIn, redirect_to_sign_in)
    refuse_undeclared_routes(app)
    return app


async def _no_grants(_account: str) -> tuple[Grant, ...]:
    return ()
