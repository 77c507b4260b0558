"""An OpenID issuer that is real on the wire and small enough to misbehave on request."""

import base64
import hashlib
import json
import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from starlette.responses import Response

from tests.shared.identity.moving_clock import MovingClock

CLIENT, SECRET = "portal", "a secret / with: odd letters"


@dataclass(frozen=True)
class IssuedCode:
    """What an authorization code stands for until it is used."""

    challenge: str
    redirect_uri: str
    nonce: str


class SmallIssuer:
    """Signs in `person` without asking."""

    def __init__(self, url: str, clock: MovingClock) -> None:
        self.url = url
        self.clock = clock
        self.keys: dict[str, RSAKey | ECKey] = {}
        self.signing_kid = ""
        self.rotate()
        self.person = "demo-coordinator-hoerde"
        self.token_seconds = 600
        self.is_down = False
        self.nonce_swapped_for: str | None = None
        self.asked: Counter[str] = Counter()
        self.authorizations: list[dict[str, str]] = []
        self._codes: dict[str, IssuedCode] = {}
        self._refresh_tokens: set[str] = set()
        self.app = self._app()

    def rotate(self, kind: str = "RSA") -> None:
        """Sign with a new key from now on and publish only that one."""
        kid = secrets.token_hex(4)
        self.keys = {kid: _spare_rsa_key(kid) if kind == "RSA" else ECKey.generate_key("P-256", {"kid": kid})}
        self.signing_kid = kid

    def token(self, *, key: RSAKey | ECKey | None = None, header: dict[str, Any] | None = None, **changes: Any) -> str:
        """Return an access token; `changes` replace claims, None removes one."""
        now = int(self.clock().timestamp())
        claims = {"iss": self.url, "sub": self.person, "aud": "infamilie", "exp": now + self.token_seconds, "iat": now}
        kept = {name: value for name, value in {**claims, "client_id": CLIENT, **changes}.items() if value is not None}
        signing = key or self.keys[self.signing_kid]
        algorithm = "RS256" if isinstance(signing, RSAKey) else "ES256"
        return jwt.encode({"alg": algorithm, "kid": self.signing_kid, **(header or {})}, kept, signing)

    def unsigned(self, header: dict[str, Any], **changes: Any) -> str:
        """Return a token's first two parts with a header of the test's choice."""
        claims = {"iss": self.url, "sub": self.person, "aud": "infamilie", "exp": int(self.clock().timestamp()) + 600}
        return ".".join(_base64(json.dumps(part).encode()) for part in (header, {**claims, **changes}))

    def _app(self) -> FastAPI:
        app = FastAPI()

        @app.middleware("http")
        async def misbehave(request: Request, call_next: Any) -> Response:
            self.asked[request.url.path] += 1
            return Response(status_code=503) if self.is_down else await call_next(request)

        @app.get("/.well-known/openid-configuration")
        async def metadata() -> dict[str, Any]:
            names = ("authorize", "token", "jwks", "logout")
            authorize, token, jwks, logout = (f"{self.url}/{name}" for name in names)
            return {
                "issuer": self.url,
                "authorization_endpoint": authorize,
                "token_endpoint": token,
                "jwks_uri": jwks,
                "end_session_endpoint": logout,
            }

        @app.get("/jwks")
        async def jwks() -> dict[str, Any]:
            odd = {"kty": "AKP", "kid": "from the future", "alg": "ML-DSA-44"}
            return {"keys": [odd, *(key.as_dict(private=False) for key in self.keys.values())]}

        @app.get("/authorize")
        async def authorize(request: Request) -> Response:
            query = dict(request.query_params)
            self.authorizations.append(query)
            code = secrets.token_urlsafe(8)
            self._codes[code] = IssuedCode(query["code_challenge"], query["redirect_uri"], query["nonce"])
            return RedirectResponse(
                f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}", 302
            )

        @app.post("/token")
        async def token(request: Request) -> Response:
            form = {name: str(value) for name, value in (await request.form()).items()}
            return self._answer(form, request.headers.get("authorization", ""))

        return app

    def _answer(self, form: dict[str, str], authorization: str) -> Response:
        # RFC 6749 § 2.3.1: id and secret arrive form-encoded.
        expected = _basic(CLIENT, "a%20secret%20%2F%20with%3A%20odd%20letters")
        if authorization != expected:
            return JSONResponse({"error": "invalid_client"}, 401)
        match form["grant_type"]:
            case "client_credentials":
                return JSONResponse({"access_token": self.token(sub=CLIENT), "expires_in": self.token_seconds})
            case "refresh_token" if form["refresh_token"] in self._refresh_tokens:
                self._refresh_tokens.discard(form["refresh_token"])
                return JSONResponse(self._tokens())
            case "authorization_code" if (code := self._codes.pop(form["code"], None)) and _fits(code, form):
                return JSONResponse(self._tokens() | {"id_token": self._id_token(code)})
        return JSONResponse({"error": "invalid_grant"}, 400)

    def _tokens(self) -> dict[str, Any]:
        refresh = secrets.token_urlsafe(8)
        self._refresh_tokens.add(refresh)
        return {"access_token": self.token(), "expires_in": self.token_seconds, "refresh_token": refresh}

    def _id_token(self, code: IssuedCode) -> str:
        nonce = self.nonce_swapped_for or code.nonce
        return self.token(aud=CLIENT, nonce=nonce, name="Canan Koordination")

    def forget_refresh_tokens(self) -> None:
        """End all sessions at the issuer."""
        self._refresh_tokens.clear()


_SPARE_RSA_KEYS = cycle([RSAKey.generate_key(2048).as_dict(private=True) for _ in range(2)])


def _spare_rsa_key(kid: str) -> RSAKey:
    """Making one takes a tenth of a second; two taken in turn do for every test, as no test rotates twice."""
    return RSAKey.import_key({**next(_SPARE_RSA_KEYS), "kid": kid})


def later(clock: MovingClock, **by: float) -> int:
    """Return the moment after `by` as NumericDate."""
    return int((clock() + timedelta(**by)).timestamp())


def _fits(code: IssuedCode, form: dict[str, str]) -> bool:
    challenge = _base64(hashlib.sha256(form["code_verifier"].encode()).digest())
    return challenge == code.challenge and form["redirect_uri"] == code.redirect_uri


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _basic(client: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{client}:{secret}".encode()).decode()
