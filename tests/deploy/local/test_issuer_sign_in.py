"""Signing in at the real issuer: the way there and back, and every way that is closed."""

import html5lib
import httpx
import pytest

from shared.testing.servers import IssuerAddress
from tests.deploy.local.code_flow import CALLBACK, REQUEST, answer_of, claims_of, exchange, sign_in, ticket_of


def test_a_person_signs_in_and_the_client_gets_tokens(issuer: IssuerAddress, browser: httpx.Client) -> None:
    answer = answer_of(sign_in(browser))
    tokens = exchange(browser, answer["code"]).json()

    access, identity = claims_of(browser, tokens["access_token"]), claims_of(browser, tokens["id_token"])

    assert (answer["state"], answer["iss"]) == ("st&ate", issuer.url)
    assert (access["iss"], access["sub"], access["aud"]) == (issuer.url, "demo-office", "infamilie")
    assert (access["client_id"], access["exp"] - access["iat"]) == ("portal", 600)
    assert (identity["aud"], identity["nonce"], identity["name"]) == ("portal", "nonce-1", "Petra Amt")


def test_the_description_names_endpoints_that_exist(issuer: IssuerAddress, browser: httpx.Client) -> None:
    described = browser.get("/.well-known/openid-configuration").json()

    assert described["issuer"] == issuer.url
    assert described["code_challenge_methods_supported"] == ["S256"]
    assert browser.get(described["jwks_uri"]).status_code == 200
    assert browser.get(described["end_session_endpoint"]).status_code == 200


@pytest.mark.parametrize("path", ["/", "/logout"])
def test_pages_are_whole_html(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)

    html5lib.HTMLParser(strict=True).parse(answer.text)
    assert answer.status_code == 200
    assert answer.text.count("<h1>") == 1


def test_the_sign_in_page_offers_the_people_and_may_not_be_framed(browser: httpx.Client) -> None:
    page = browser.get("/authorize", params=REQUEST)

    html5lib.HTMLParser(strict=True).parse(page.text)
    assert all(name in page.text for name in ("Petra Amt", "Canan Koordination", "Pia Partnerin"))
    assert "frame-ancestors 'none'; form-action 'self' http://127.0.0.1:8400" in page.headers["content-security-policy"]
    assert "HttpOnly; Path=/; SameSite=lax" in page.headers["set-cookie"]


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": CALLBACK + "/"},
        {"redirect_uri": CALLBACK + "?x=1"},
        {"redirect_uri": "http://127.0.0.1:9999/back"},
        {"redirect_uri": ""},
        {"client_id": "unknown"},
    ],
)
def test_an_address_that_is_not_registered_is_never_redirected_to(
    browser: httpx.Client, change: dict[str, str]
) -> None:
    answer = browser.get("/authorize", params={**REQUEST, **change})

    assert answer.status_code == 400
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_a_request_out_of_order_goes_back_with_an_error(
    browser: httpx.Client, change: dict[str, str], error: str
) -> None:
    answer = browser.get("/authorize", params={**REQUEST, **change})

    assert answer.headers["location"].startswith(CALLBACK)
    assert answer_of(answer)["error"] == error


@pytest.mark.parametrize("subject", ["", "somebody-else"])
def test_who_is_nobody_of_the_demonstration_gets_no_code(browser: httpx.Client, subject: str) -> None:
    assert answer_of(sign_in(browser, subject))["error"] == "access_denied"


def test_a_sign_in_from_another_browser_is_refused(issuer: IssuerAddress, browser: httpx.Client) -> None:
    ticket = ticket_of(browser.get("/authorize", params=REQUEST))

    with httpx.Client(base_url=issuer.url) as attacker:
        attacker.get("/authorize", params=REQUEST)
        answer = attacker.post("/authorize", data={"ticket": ticket, "subject": "demo-office"})

    assert answer.status_code == 400


def test_a_sign_in_sent_by_another_site_is_refused(browser: httpx.Client) -> None:
    ticket = ticket_of(browser.get("/authorize", params=REQUEST))
    form = {"ticket": ticket, "subject": "demo-office"}

    foreign = browser.post("/authorize", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    own = browser.post("/authorize", data=form, headers={"Sec-Fetch-Site": "same-origin"})

    assert (foreign.status_code, own.status_code) == (400, 303)


def test_a_forged_ticket_is_refused(browser: httpx.Client) -> None:
    ticket = ticket_of(browser.get("/authorize", params=REQUEST))

    answer = browser.post("/authorize", data={"ticket": ticket[:-4] + "AAAA", "subject": "demo-office"})

    assert answer.status_code == 400
