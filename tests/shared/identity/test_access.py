"""Deny by default, on a served app: each rule against each kind of actor."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from shared.identity.tokens import TokenVerifier
from tests.shared.identity.gated_app import AWO, OTHER, gated_app
from tests.shared.identity.serving import Switchboard
from tests.shared.identity.small_issuer import SmallIssuer


@pytest_asyncio.fixture
async def client(
    verifier: TokenVerifier, small_issuer: SmallIssuer, site_address: tuple[Switchboard, str]
) -> AsyncIterator[httpx.AsyncClient]:
    site, url = site_address
    site.app = gated_app(verifier, small_issuer.url)
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        yield client


def bearer(small_issuer: SmallIssuer, subject: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {small_issuer.token(sub=subject)}"}


SUBJECTS = ("office", "hoerde", "awo", "offers", "nobody")
TABLE = {
    "/public": SUBJECTS,
    "/signed-in": SUBJECTS,
    "/anyone-known": SUBJECTS,
    "/service": ("offers",),
    "/office": ("office",),
    "/networks/hoerde": ("hoerde",),
    "/networks/eving": (),
    f"/partners/{AWO}": ("awo",),
    f"/partners/{OTHER}": (),
    "/partners/not-an-id": (),
    "/shared/hoerde": ("office", "hoerde"),
    "/shared/eving": ("office",),
    "/by-body": ("office", "hoerde", "awo"),
}


@pytest.mark.parametrize("path", TABLE)
async def test_a_rule_lets_in_exactly_whom_it_names(
    client: httpx.AsyncClient, small_issuer: SmallIssuer, path: str
) -> None:
    answers = {
        subject: (await client.get(f"/inner{path}", headers=bearer(small_issuer, subject))).status_code
        for subject in SUBJECTS
    }
    assert answers == {subject: 200 if subject in TABLE[path] else 403 for subject in SUBJECTS}


@pytest.mark.parametrize("path", TABLE)
async def test_without_credentials_only_public_routes_answer(client: httpx.AsyncClient, path: str) -> None:
    expected = 200 if path in {"/public", "/anyone-known"} else 401
    assert (await client.get(f"/inner{path}")).status_code == expected


async def test_a_missing_credential_is_a_challenge_and_a_problem(client: httpx.AsyncClient) -> None:
    answer = await client.get("/inner/office")

    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="infamilie"'
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:infamilie:problem:not-signed-in"


async def test_a_bad_token_is_refused_even_where_credentials_are_optional(client: httpx.AsyncClient) -> None:
    answer = await client.get("/inner/anyone-known", headers={"Authorization": "Bearer a.b.c"})

    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert "a.b.c" not in answer.text


async def test_a_token_counts_in_the_authorization_header_only(
    client: httpx.AsyncClient, small_issuer: SmallIssuer
) -> None:
    token = small_issuer.token(sub="office")
    client.cookies.set("access_token", token)
    answer = await client.get("/inner/office", params={"access_token": token}, headers={"X-Authorization": token})
    assert answer.status_code == 401


@pytest.mark.parametrize("scheme", ["Basic", "Token"])
async def test_other_schemes_are_refused(client: httpx.AsyncClient, small_issuer: SmallIssuer, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {small_issuer.token(sub='office')}"}
    assert (await client.get("/inner/office", headers=headers)).status_code == 401


async def test_two_authorization_headers_are_refused(client: httpx.AsyncClient, small_issuer: SmallIssuer) -> None:
    header = ("Authorization", f"Bearer {small_issuer.token(sub='office')}")
    assert (await client.get("/inner/office", headers=[header, header])).status_code == 401


async def test_an_issuer_that_never_answered_is_a_503(client: httpx.AsyncClient, small_issuer: SmallIssuer) -> None:
    small_issuer.is_down = True
    answer = await client.get("/inner/office", headers=bearer(small_issuer, "office"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
