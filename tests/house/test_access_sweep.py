"""Every route of every service lets in exactly those whom its one declared rule names, tried by real requests."""

import base64
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from joserfc import jwt
from joserfc.jwk import OctKey

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.valkey import EmbeddedValkey
from shared.hosting.parts import ServiceParts
from shared.hosting.service import create_service
from shared.identity.gate import UndeclaredRoutes, routes_with_access
from shared.testing.issuer import TestIssuer
from shared.testing.platform import OFFICE, StartedService
from tests.house.access_roles import NOBODY, ROLES, STRANGER, People, admitted, filled
from tests.shared.hosting.every_service import NAMES, idle_app, running_services

# Described or legal pages and files: they carry nothing that anybody could be refused.
WITHOUT_RULE = {
    "/openapi.json",
    "/static/{tree}/{digest}/{path:path}",
    "/impressum",
    "/datenschutz",
    "/barrierefreiheit",
}
SIGN_IN = "/anmelden?"
each_service = pytest.mark.parametrize("name", NAMES)


@dataclass(frozen=True)
class Route:
    """One method of one path and its rule in words."""

    method: str
    path: str
    rule: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes_of(app: FastAPI) -> Iterator[Route]:
    for route, rule in routes_with_access(app):
        for method in sorted((route.methods or set()) - {"HEAD"}):
            if rule is not None:
                yield Route(method, route.path or "", str(rule))


@pytest.fixture(scope="module")
async def people(
    postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[People]:
    folder = tmp_path_factory.mktemp("services")
    async with running_services(postgres_server, valkey_server, folder=folder) as every:
        yield await People.arrive(every)


async def outcome(people: People, service: StartedService, route: Route, headers: dict[str, str]) -> str:
    """What the gate did: `in`, or the name of its refusal. Bodies are empty: whoever is let in is told what is missing."""
    path = filled(route.path, people.path_values())
    sent = {"Accept": "application/json", **headers}
    body: dict[str, str] | None = None if route.method == "GET" else {}
    async with service.http.stream(route.method, path, headers=sent, json=body) as answer:
        return await verdict(answer)


async def verdict(answer: httpx.Response) -> str:
    if answer.status_code == 303 and answer.headers["location"].startswith(SIGN_IN):
        return "not-signed-in"
    if answer.status_code not in {401, 403}:
        return "in" if answer.status_code < 500 else f"failed with {answer.status_code}"
    await answer.aread()
    name = str(answer.json()["type"]).rpartition(":")[2]
    return "in" if name == "form-refused" else name


def expected(route: Route, role: str) -> str:
    if role in admitted(route.rule, route.path):
        return "in"
    return "not-signed-in" if role == STRANGER else "not-permitted"


@each_service
@pytest.mark.parametrize("role", ROLES)
async def test_a_route_lets_in_whom_its_rule_names_and_nobody_else(people: People, name: str, role: str) -> None:
    service = people.every.by_name[name]
    headers = await people.credentials(service, role)
    outcomes = {route: await outcome(people, service, route, headers) for route in routes_of(service.app)}
    wrong = {f"{route}: {found}" for route, found in outcomes.items() if found != expected(route, role)}
    assert wrong == set()


def untrusted(issuer: TestIssuer) -> dict[str, str]:
    """Tokens of the office that are old, for somebody else, or made by somebody else."""
    forger, other = TestIssuer(), TestIssuer()
    forger.url, other.url = issuer.url, "http://127.0.0.1:9"
    head, _, rest = issuer.token(OFFICE).partition(".")
    claims = {"iss": issuer.url, "sub": OFFICE, "aud": "infamilie", "exp": 4_000_000_000}
    unsigned_head = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()
    return {
        "expired": issuer.token(OFFICE, exp=1_700_000_000),
        "not valid yet": issuer.token(OFFICE, nbf=4_000_000_000),
        "for another audience": issuer.token(OFFICE, aud="somebody-else"),
        "signed by another key": forger.token(OFFICE),
        "of another issuer": other.token(OFFICE),
        "signed by a shared secret": jwt.encode({"alg": "HS256", "kid": "test"}, claims, OctKey.import_key("s" * 32)),
        "unsigned": f"{unsigned_head}.{rest.partition('.')[0]}.",
        "altered": f"{head}.{rest[:-8]}AAAAAAAA",
        "no token": "office",
    }


@each_service
@pytest.mark.parametrize("fault", ["expired", "for another audience", "signed by another key"])
async def test_a_token_that_cannot_be_trusted_opens_no_route(people: People, name: str, fault: str) -> None:
    service = people.every.by_name[name]
    guarded = [route for route in routes_of(service.app) if route.rule != "public"]
    headers = {"Authorization": f"Bearer {untrusted(people.every.platform.issuer)[fault]}"}
    outcomes = {await outcome(people, service, route, headers) for route in guarded}
    assert outcomes == {"token-refused"}


@each_service
async def test_no_way_to_spoil_a_token_is_taken(people: People, name: str) -> None:
    service, route = people.every.by_name[name], Route("GET", "/dead-letters", "office or service")
    outcomes = {
        fault: await outcome(people, service, route, {"Authorization": f"Bearer {token}"})
        for fault, token in untrusted(people.every.platform.issuer).items()
    }
    assert outcomes == dict.fromkeys(outcomes, "token-refused")


@each_service
async def test_a_good_token_in_the_wrong_place_opens_no_route(people: People, name: str) -> None:
    service = people.every.by_name[name]
    token = people.every.platform.issuer.token(OFFICE)
    headers = {"Cookie": f"access_token={token}", "X-Authorization": f"Bearer {token}"}
    asked = await service.http.get(f"/dead-letters?access_token={token}", headers=headers)
    assert await verdict(asked) == "not-signed-in"


@each_service
def test_every_route_has_exactly_one_rule(name: str, tmp_path: Path) -> None:
    routes = routes_with_access(idle_app(name, tmp_path))
    without = [(route.path, route.methods) for route, rule in routes if rule is None]
    assert {path for path, _ in without} <= WITHOUT_RULE
    assert {method for _, methods in without for method in methods or ()} <= {"GET", "HEAD"}


def test_a_service_with_an_undeclared_route_does_not_start(tmp_path: Path) -> None:
    router = APIRouter()
    router.add_api_route("/forgotten", lambda: None)
    settings = idle_app("registry", tmp_path).state.running.settings
    with pytest.raises(UndeclaredRoutes, match="/forgotten"):
        create_service(ServiceParts(name="planted", settings=settings, routers=(router,)))


def test_a_service_with_an_undeclared_route_added_late_does_not_start(tmp_path: Path) -> None:
    settings = idle_app("registry", tmp_path).state.running.settings

    def add(app: FastAPI, _: object) -> None:
        app.add_api_route("/late", lambda: None)

    with pytest.raises(UndeclaredRoutes, match="/late"):
        create_service(ServiceParts(name="planted", settings=settings, routers=(), customise=add))


def test_the_oracle_tells_scoped_rules_from_open_ones() -> None:
    rule = "office or coordinator of {network}"
    assert admitted(rule, "/networks/{network}") == {"office", "coordinator"}
    assert admitted(rule, "/anchor-sites/{site_id}") == {"office", "coordinator", "coordinator-elsewhere"}
    assert admitted("signed_in", "/me") == set(ROLES) - {STRANGER}
    assert NOBODY not in admitted("partner of {organisation} or service", "/x")
