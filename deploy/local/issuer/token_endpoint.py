"""/token (RFC 6749 §3.2): codes, refresh tokens and client secrets are exchanged for tokens."""

import base64
import binascii
import hashlib
import secrets
from typing import Annotated
from urllib.parse import unquote_plus

from fastapi import APIRouter, Form, Header, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from deploy.local.issuer.clients import Client
from deploy.local.issuer.ledger import Ledger, SignIn
from deploy.local.issuer.settings import IssuerSettings
from deploy.local.issuer.tokens import LIFETIME, TokenMaker

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class TokenEndpoint:
    """Answers one grant type a method; a refusal is a fixed word, as the standard lists them."""

    def __init__(self, settings: IssuerSettings, *, ledger: Ledger, maker: TokenMaker) -> None:
        self._settings = settings
        self._ledger = ledger
        self._maker = maker

    def client(self, authorization: str, client_id: str, client_secret: str) -> Client | None:
        """The client that proved itself, by HTTP Basic or in the form; None for all others."""
        named, secret = _basic(authorization) if authorization else (client_id, client_secret)
        client = self._settings.client(named)
        return client if client is not None and client.knows(secret) else None

    def exchange_code(self, client: Client, *, code: str, redirect_uri: str, verifier: str) -> Response:
        sign_in = self._ledger.take_code(code, client_id=client.client_id, now=self._settings.clock())
        if sign_in is None or sign_in.redirect_uri != redirect_uri or not _fits(verifier, sign_in.challenge):
            return refused("invalid_grant")
        return self._tokens_of(sign_in)

    def refresh(self, client: Client, *, refresh_token: str) -> Response:
        sign_in = self._ledger.take_refresh_token(refresh_token, client_id=client.client_id, now=self._settings.clock())
        return refused("invalid_grant") if sign_in is None else self._tokens_of(sign_in)

    def credentials(self, client: Client) -> Response:
        """A token for the client itself; its subject is the client's id (RFC 9068 §2.2)."""
        token = self._maker.access_token(client.client_id, client_id=client.client_id, now=self._settings.clock())
        return _granted({"access_token": token})

    def _tokens_of(self, sign_in: SignIn) -> Response:
        now = self._settings.clock()
        person = self._settings.person(sign_in.subject)
        if person is None:
            return refused("invalid_grant")
        return _granted(
            {
                "access_token": self._maker.access_token(
                    sign_in.subject, client_id=sign_in.client_id, now=now, scope=sign_in.scope
                ),
                "id_token": self._maker.id_token(
                    sign_in.subject,
                    name=person.name,
                    client_id=sign_in.client_id,
                    now=now,
                    nonce=sign_in.nonce,
                    auth_time=sign_in.auth_time,
                ),
                "refresh_token": self._ledger.hand_out_refresh_token(sign_in, now=now),
                "scope": sign_in.scope,
            }
        )


class TokenRequest(BaseModel):
    """The form of a request; what a grant type does not use stays empty."""

    grant_type: str = ""
    client_id: str = ""
    client_secret: str = Field(default="", repr=False)
    code: str = Field(default="", repr=False)
    redirect_uri: str = ""
    code_verifier: str = Field(default="", repr=False)
    refresh_token: str = Field(default="", repr=False)


def token_router(endpoint: TokenEndpoint) -> APIRouter:
    router = APIRouter()

    @router.post("/token")
    def exchange(form: Annotated[TokenRequest, Form()], authorization: Annotated[str, Header()] = "") -> Response:
        client = endpoint.client(authorization, form.client_id, form.client_secret)
        if client is None:
            return refused("invalid_client", status=401)
        match form.grant_type:
            case "authorization_code":
                return endpoint.exchange_code(
                    client, code=form.code, redirect_uri=form.redirect_uri, verifier=form.code_verifier
                )
            case "refresh_token":
                return endpoint.refresh(client, refresh_token=form.refresh_token)
            case "client_credentials":
                return endpoint.credentials(client)
            case _:
                return refused("unsupported_grant_type")

    return router


def refused(error: str, *, status: int = 400) -> Response:
    headers = NO_STORE | ({"WWW-Authenticate": 'Basic realm="token"'} if status == 401 else {})
    return JSONResponse({"error": error}, status_code=status, headers=headers)


def _granted(tokens: dict[str, str]) -> Response:
    answer = {"token_type": "Bearer", "expires_in": int(LIFETIME.total_seconds()), **tokens}
    return JSONResponse(answer, headers=NO_STORE)


def _fits(verifier: str, challenge: str) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return secrets.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), challenge)


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    try:
        decoded = base64.b64decode(encoded, validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    client_id, _, secret = decoded.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)
