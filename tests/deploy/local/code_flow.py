"""Walks through the issuer's code flow as a browser and a client do."""

import base64
import hashlib
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet

from deploy.local.issuer.clients import Client

CALLBACK = "http://127.0.0.1:8400/anmelden/zurueck"
HOME = "http://127.0.0.1:8400/"
PORTAL = Client(
    client_id="portal", secret="portal-secret", redirect_uris=(CALLBACK,), post_logout_redirect_uris=(HOME,)
)
OTHER = Client(client_id="other", secret="other-secret", redirect_uris=("http://127.0.0.1:9999/back",))
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
REQUEST = {
    "client_id": "portal",
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid profile",
    "state": "st&ate",
    "nonce": "nonce-1",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


def ticket_of(page: httpx.Response) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page.text)
    assert found is not None
    return found.group(1)


def sign_in(browser: httpx.Client, subject: str = "demo-office", **changes: str) -> httpx.Response:
    page = browser.get("/authorize", params={**REQUEST, **changes})
    return browser.post("/authorize", data={"ticket": ticket_of(page), "subject": subject})


def answer_of(response: httpx.Response) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["location"]).query).items()}


def exchange(browser: httpx.Client, code: str, **changes: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
    form |= {"client_id": "portal", "client_secret": "portal-secret"}
    return browser.post("/token", data={**form, **changes})


def refresh(browser: httpx.Client, token: str) -> httpx.Response:
    form = {"grant_type": "refresh_token", "refresh_token": token}
    return browser.post("/token", data=form, auth=("portal", "portal-secret"))


def claims_of(browser: httpx.Client, token: str) -> dict[str, Any]:
    keys = KeySet.import_key_set(browser.get("/jwks").json())
    return jwt.decode(token, keys, algorithms=["RS256"]).claims
