"""The gate in front of every route: it finds out who asks, reads the grants of this moment and holds the route's rule."""

from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute

from shared.identity.access import Access, Reach
from shared.identity.actor import ANONYMOUS, Actor
from shared.identity.grants import Grant
from shared.identity.refusals import NotPermitted, NotSignedIn, TokenRefused
from shared.identity.tokens import TokenVerifier

AccountOfRequest = Callable[[HTTPConnection], Awaitable[str | None]]
GrantsOfAccount = Callable[[str], Awaitable[tuple[Grant, ...]]]


@dataclass(frozen=True)
class Gate:
    """How an app learns who asks (`account_of`, None without credentials) and what the account holds now."""

    account_of: AccountOfRequest
    grants_of: GrantsOfAccount
    standing: tuple[Grant, ...] = ()

    async def admit(self, connection: HTTPConnection, rule: Access) -> Actor:
        """Return the actor; raises NotSignedIn, TokenRefused, NotPermitted or IssuerUnavailable."""
        if rule.reach is Reach.PUBLIC:
            return ANONYMOUS
        account = await self.account_of(connection)
        if account is None:
            if rule.admits_strangers:
                return ANONYMOUS
            raise NotSignedIn
        standing = tuple(grant for grant in self.standing if grant.account == account)
        actor = Actor(account, standing + await self.grants_of(account))
        if not rule.allows(actor, connection.path_params):
            raise NotPermitted
        return actor


def bearer_account(verifier: TokenVerifier) -> AccountOfRequest:
    """Identify by `Authorization: Bearer` and nothing else: no cookie, no query parameter, no form field (RFC 9700)."""

    async def account_of(connection: HTTPConnection) -> str | None:
        credentials = connection.headers.getlist("authorization")
        if not credentials:
            return None
        scheme, _, token = credentials[0].partition(" ")
        if len(credentials) > 1 or scheme.lower() != "bearer":
            raise TokenRefused("not_one_bearer_token")
        return (await verifier.verify(token.strip())).account

    return account_of


def install_gate(app: FastAPI, gate: Gate) -> None:
    """Put the gate before the app's routes; its refusals become problems through `IDENTITY_PROBLEMS`."""
    app.state.gate = gate


@dataclass(frozen=True)
class Requirement:
    """A route's rule as a FastAPI dependency; it gives the actor."""

    rule: Access

    async def __call__(self, connection: HTTPConnection) -> Actor:
        gate: Gate = connection.app.state.gate
        return await gate.admit(connection, self.rule)


def require(rule: Access) -> Requirement:
    """Declare a route's rule: `actor: Annotated[Actor, Depends(require(office()))]`."""
    return Requirement(rule)


class UndeclaredRoutes(Exception):
    """The app has routes without exactly one rule; it must not start."""


def declared_access(route: BaseRoute | RouteContext) -> Access | None:
    """Return the rule of a route, None when it has none or several that differ."""
    dependant = getattr(route, "dependant", None)
    rules = set(_rules(dependant)) if isinstance(dependant, Dependant) else set()
    return rules.pop() if len(rules) == 1 else None


def routes_with_access(app: FastAPI) -> tuple[tuple[RouteContext, Access | None], ...]:
    """Return every route of an app, those of included routers too, with its rule; the access sweep walks this list."""
    return tuple((route, declared_access(route)) for route in iter_route_contexts(app.routes))


def refuse_undeclared_routes(app: FastAPI, *, also_public: Collection[str] = ()) -> None:
    """Raise UndeclaredRoutes unless each route has one rule; `also_public` names paths of static files and the like."""
    missing = [
        route.path or "?" for route, rule in routes_with_access(app) if rule is None and route.path not in also_public
    ]
    if missing:
        raise UndeclaredRoutes(", ".join(sorted(missing)))


def _rules(dependant: Dependant) -> Iterator[Access]:
    call: Any = dependant.call
    if isinstance(call, Requirement):
        yield call.rule
    for inner in dependant.dependencies:
        yield from _rules(inner)
