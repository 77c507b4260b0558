"""A small OpenID issuer that is real on the wire: tests mint tokens for anybody, services get theirs by their secret."""

import base64
from time import time
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI, Form, Header
from fastapi.responses import JSONResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

AUDIENCE = "infamilie"
SECONDS = 600
CLIENT_SECRET = "a-secret-of-the-tests"  # noqa: S105 - no secret: it opens nothing but tests


class TestIssuer:
    """Signs with one key made for the run; `url` is set once it is served."""

    __test__ = False

    def __init__(self) -> None:
        self.url = ""
        self._key = RSAKey.generate_key(2048, {"kid": "test"})
        self.app = FastAPI()
        self.app.add_api_route("/.well-known/openid-configuration", self._metadata)
        self.app.add_api_route("/jwks", self._keys)
        self.app.add_api_route("/token", self._token, methods=["POST"])

    def token(self, subject: str, **claims: Any) -> str:
        """Return an access token of this subject."""
        now = int(time())
        standard = {"iss": self.url, "sub": subject, "aud": AUDIENCE, "iat": now, "exp": now + SECONDS}
        return jwt.encode({"alg": "RS256", "kid": "test"}, {**standard, **claims}, self._key)

    async def _metadata(self) -> dict[str, str]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
        }

    async def _keys(self) -> dict[str, Any]:
        return {"keys": [self._key.as_dict(private=False)]}

    async def _token(self, grant_type: str = Form(), authorization: str = Header()) -> JSONResponse:
        client, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if grant_type != "client_credentials" or unquote(secret) != CLIENT_SECRET:
            return JSONResponse({"error": "invalid_client"}, 401)
        return JSONResponse(
            {"access_token": self.token(unquote(client)), "expires_in": SECONDS, "token_type": "Bearer"}
        )
