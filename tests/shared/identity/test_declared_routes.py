"""A route without exactly one rule keeps its app from starting."""

import pytest
from fastapi import APIRouter, Depends, FastAPI
from starlette.responses import PlainTextResponse

from shared.identity.access import PUBLIC, office
from shared.identity.gate import UndeclaredRoutes, refuse_undeclared_routes, require, routes_with_access
from shared.identity.tokens import TokenVerifier
from tests.shared.identity.gated_app import gated_app


def test_every_route_can_be_listed_with_its_rule(verifier: TokenVerifier) -> None:
    listed = {
        route.path: str(rule) for route, rule in routes_with_access(gated_app(verifier, "https://issuer.example"))
    }
    assert listed["/inner/shared/{network}"] == "office or coordinator of {network}"
    assert listed["/inner/public"] == "public"


def test_an_app_with_a_route_without_rule_does_not_start() -> None:
    app, router = FastAPI(openapi_url=None), APIRouter(prefix="/inner")
    router.add_api_route("/forgotten", lambda: None)
    app.include_router(router)
    with pytest.raises(UndeclaredRoutes, match="/inner/forgotten"):
        refuse_undeclared_routes(app)


def test_a_route_with_two_different_rules_does_not_start() -> None:
    app = FastAPI(openapi_url=None)
    app.add_api_route("/twice", lambda: None, dependencies=[Depends(require(PUBLIC)), Depends(require(office()))])
    with pytest.raises(UndeclaredRoutes, match="/twice"):
        refuse_undeclared_routes(app)


def test_a_rule_of_the_router_counts_for_its_routes() -> None:
    app, router = FastAPI(openapi_url=None), APIRouter()
    router.add_api_route("/covered", lambda: None)
    app.include_router(router, dependencies=[Depends(require(office()))])
    refuse_undeclared_routes(app)


def test_what_is_no_api_route_must_be_named_as_public() -> None:
    app = FastAPI()
    app.mount("/static", PlainTextResponse("x"))
    with pytest.raises(UndeclaredRoutes, match="/static"):
        refuse_undeclared_routes(app, also_public={"/openapi.json", "/docs", "/docs/oauth2-redirect", "/redoc"})
