"""An app with one route for each rule, and people who hold one grant each."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI

from shared.contracts.registry import Role
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of, service, signed_in
from shared.identity.accounts import account_id
from shared.identity.gate import (
    Gate,
    GrantsOfAccount,
    bearer_account,
    install_gate,
    refuse_undeclared_routes,
    require,
)
from shared.identity.grants import Grant
from shared.identity.refusals import IDENTITY_PROBLEMS
from shared.identity.tokens import TokenVerifier
from shared.web.problem_handlers import install_problem_handlers

AWO = UUID("0198d3a0-0000-7000-8000-000000000001")
OTHER = UUID("0198d3a0-0000-7000-8000-000000000002")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)

GRANTS: Mapping[str, tuple[tuple[Role, str | None, UUID | None], ...]] = {
    "office": ((Role.OFFICE, None, None),),
    "hoerde": ((Role.COORDINATOR, "hoerde", None),),
    "awo": ((Role.PARTNER, None, AWO),),
    "offers": ((Role.SERVICE, None, None),),
    "nobody": (),
}


def gated_app(verifier: TokenVerifier, issuer_url: str) -> FastAPI:
    """Return the app; its routes lie below /inner."""
    app = FastAPI(openapi_url=None)
    router = APIRouter(prefix="/inner")

    rules = {
        "/public": PUBLIC,
        "/signed-in": signed_in(),
        "/service": service(),
        "/office": office(),
        "/networks/{network}": coordinator_of("network"),
        "/partners/{organisation}": partner_of("organisation"),
        "/anyone-known": any_of(PUBLIC, office()),
        "/shared/{network}": any_of(office(), coordinator_of("network")),
        "/by-body": any_of(office(), coordinator_of("network"), partner_of("organisation")),
    }
    for path, rule in rules.items():
        router.add_api_route(path, lambda: "let in", dependencies=[Depends(require(rule))])

    app.include_router(router)
    install_gate(app, Gate(bearer_account(verifier), grants_in(issuer_url)))
    install_problem_handlers(app, IDENTITY_PROBLEMS)
    refuse_undeclared_routes(app)
    return app


def grants_in(issuer_url: str) -> GrantsOfAccount:
    """Give what GRANTS says, by account."""
    held = {
        account_id("key of this deployment", issuer=issuer_url, subject=subject): tuple(
            Grant(AWO, "", role, network, organisation, SINCE, None) for role, network, organisation in grants
        )
        for subject, grants in GRANTS.items()
    }

    async def grants_of(account: str) -> tuple[Grant, ...]:
        return held[account]

    return grants_of
