"""The real issuer's tokens: what they are given for, when they are refused, and keys that change."""

import base64
from pathlib import Path

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from deploy.local.issuer.tokens import mint
from deploy.local.testing import passable_folder, running_issuer
from shared.testing.servers import IssuerAddress
from tests.deploy.local.code_flow import HOME, PORTAL, answer_of, claims_of, exchange, refresh, sign_in


def test_a_token_tells_nothing_of_what_a_person_may_do(browser: httpx.Client) -> None:
    tokens = exchange(browser, answer_of(sign_in(browser))["code"]).json()

    names = set(claims_of(browser, tokens["access_token"]))

    assert names == {"iss", "sub", "aud", "iat", "exp", "jti", "client_id", "scope"}


@pytest.mark.parametrize(
    "change",
    [
        {"code_verifier": "w" * 43},
        {"code_verifier": ""},
        {"redirect_uri": HOME},
        {"client_id": "other", "client_secret": "other-secret"},
    ],
)
def test_a_code_is_worth_nothing_without_all_that_belongs_to_it(browser: httpx.Client, change: dict[str, str]) -> None:
    answer = exchange(browser, answer_of(sign_in(browser))["code"], **change)

    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_grant"})


def test_a_code_used_twice_ends_what_the_first_use_gave(browser: httpx.Client) -> None:
    code = answer_of(sign_in(browser))["code"]
    tokens = exchange(browser, code).json()

    second = exchange(browser, code)

    assert second.json() == {"error": "invalid_grant"}
    assert refresh(browser, tokens["refresh_token"]).json() == {"error": "invalid_grant"}


def test_a_refresh_token_works_once_and_gives_the_next(browser: httpx.Client) -> None:
    first = exchange(browser, answer_of(sign_in(browser))["code"]).json()
    second = refresh(browser, first["refresh_token"]).json()

    stolen = refresh(browser, first["refresh_token"])

    assert claims_of(browser, second["access_token"])["sub"] == "demo-office"
    assert stolen.json() == {"error": "invalid_grant"}
    assert refresh(browser, second["refresh_token"]).json() == {"error": "invalid_grant"}


def test_a_service_gets_a_token_for_itself(browser: httpx.Client) -> None:
    answer = browser.post("/token", data={"grant_type": "client_credentials"}, auth=("other", "other-secret"))

    claims = claims_of(browser, answer.json()["access_token"])

    assert (claims["sub"], claims["client_id"], claims["aud"]) == ("other", "other", "infamilie")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("credentials", [("other", "wrong"), ("nobody", "other-secret"), ("other", "")])
def test_a_client_with_a_wrong_secret_is_refused(browser: httpx.Client, credentials: tuple[str, str]) -> None:
    answer = browser.post("/token", data={"grant_type": "client_credentials"}, auth=credentials)

    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})
    assert "basic" in answer.headers["www-authenticate"].lower()


@pytest.mark.parametrize("header", ["Basic !!!", "Basic", "Bearer x", "Basic " + base64.b64encode(b"\xff").decode()])
def test_a_malformed_login_of_a_client_is_refused(browser: httpx.Client, header: str) -> None:
    answer = browser.post("/token", data={"grant_type": "client_credentials"}, headers={"Authorization": header})

    assert answer.status_code == 401


def test_an_unknown_grant_type_is_refused(browser: httpx.Client) -> None:
    answer = browser.post("/token", data={"grant_type": "password"}, auth=("other", "other-secret"))

    assert answer.json() == {"error": "unsupported_grant_type"}


def test_userinfo_names_the_person_of_an_access_token_only(browser: httpx.Client) -> None:
    tokens = exchange(browser, answer_of(sign_in(browser))["code"]).json()

    def ask(token: str) -> httpx.Response:
        return browser.get("/userinfo", headers={"Authorization": f"Bearer {token}"})

    assert ask(tokens["access_token"]).json() == {"sub": "demo-office", "name": "Petra Amt"}
    assert ask(tokens["id_token"]).status_code == 401
    assert ask("nonsense").status_code == 401


def test_signing_out_ends_the_refresh_token_and_leads_home(browser: httpx.Client) -> None:
    tokens = exchange(browser, answer_of(sign_in(browser))["code"]).json()
    query = {"id_token_hint": tokens["id_token"], "post_logout_redirect_uri": HOME, "state": "s"}

    answer = browser.get("/logout", params=query)

    assert answer.headers["location"] == f"{HOME}?state=s"
    assert refresh(browser, tokens["refresh_token"]).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize("address", ["http://evil.example/", HOME + "x", ""])
def test_signing_out_leads_to_no_foreign_address(browser: httpx.Client, address: str) -> None:
    tokens = exchange(browser, answer_of(sign_in(browser))["code"]).json()

    answer = browser.get("/logout", params={"id_token_hint": tokens["id_token"], "post_logout_redirect_uri": address})

    assert answer.status_code == 200
    assert "Sie sind abgemeldet" in answer.text


def test_a_new_key_signs_and_the_old_one_still_proves(issuer: IssuerAddress, browser: httpx.Client) -> None:
    before = exchange(browser, answer_of(sign_in(browser))["code"]).json()["access_token"]

    kid = browser.post("/rotate", headers={"Authorization": f"Bearer {issuer.operator_secret}"}).json()["kid"]
    after = exchange(browser, answer_of(sign_in(browser))["code"]).json()["access_token"]

    assert browser.get("/jwks").json()["keys"][0]["kid"] == kid
    assert claims_of(browser, before)["sub"] == claims_of(browser, after)["sub"]


def test_published_keys_have_no_private_part(browser: httpx.Client) -> None:
    assert all(set(key) == {"kty", "n", "e", "kid", "use", "alg"} for key in browser.get("/jwks").json()["keys"])


@pytest.mark.parametrize("header", ["", "Bearer wrong", "Bearer"])
def test_only_the_operator_changes_keys(browser: httpx.Client, header: str) -> None:
    assert browser.post("/rotate", headers={"Authorization": header}).status_code == 401


def test_the_command_line_mints_tokens_the_issuer_stands_for(issuer: IssuerAddress, browser: httpx.Client) -> None:
    token = mint("demo-partner-awo", keys_file=issuer.keys_file, issuer_url=issuer.url)

    assert browser.get("/userinfo", headers={"Authorization": f"Bearer {token}"}).json()["name"] == "Pia Partnerin"


def test_minting_without_keys_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        mint("demo-office", keys_file=tmp_path / "keys.json", issuer_url="http://127.0.0.1:1")


def test_refresh_tokens_and_keys_outlive_a_restart() -> None:
    with passable_folder() as folder:
        with running_issuer(folder, clients=(PORTAL,)) as first, httpx.Client(base_url=first.url) as browser:
            tokens = exchange(browser, answer_of(sign_in(browser))["code"]).json()
        with running_issuer(folder, clients=(PORTAL,)) as second, httpx.Client(base_url=second.url) as browser:
            renewed = refresh(browser, tokens["refresh_token"])
            keys = KeySet.import_key_set(browser.get("/jwks").json())

    assert renewed.status_code == 200
    assert jwt.decode(tokens["id_token"], keys, algorithms=["RS256"]).claims["sub"] == "demo-office"


@pytest.mark.parametrize("name", ["keys.json", "ledger.sqlite"])
def test_keys_and_ledger_are_readable_by_their_owner_only(issuer: IssuerAddress, name: str) -> None:
    assert (issuer.keys_file.parent / name).stat().st_mode & 0o077 == 0
