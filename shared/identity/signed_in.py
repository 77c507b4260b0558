"""The parts of signing in, wired once in the app that serves pages, and the session of the present request."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from starlette.requests import HTTPConnection

from shared.identity.accounts import account_id
from shared.identity.code_flow import CodeFlow, SignedIn
from shared.identity.cookies import Cookie
from shared.identity.issuer import Issuer
from shared.identity.refusals import IssuerUnavailable
from shared.identity.sealing import Sealer
from shared.identity.session_tokens import SessionTokens
from shared.identity.sessions import Session, Sessions, SessionSecrets

CALLBACK_PATH = "/anmelden/zurueck"


class SignInSettings(BaseModel):
    """Where the pages are reached and the key that seals sessions."""

    model_config = ConfigDict(frozen=True)

    public_url: str = Field(description="The site's address as browsers see it, without a path.")
    session_key: SecretStr = Field(min_length=32)
    cookie_name: str = "infamilie"
    """The beginning of the names of its cookies: browsers tell sites on one host apart by nothing else, whatever their ports."""

    @property
    def is_https(self) -> bool:
        """Tell whether browsers reach the site by https, so that cookies can be bound to it."""
        return self.public_url.startswith("https://")

    def address(self, path: str) -> str:
        """Return the absolute address of a path of this site."""
        return self.public_url.rstrip("/") + path


class SignIn:
    """Flow, sessions and cookies of one site."""

    def __init__(self, settings: SignInSettings, *, issuer: Issuer, sessions: Sessions) -> None:
        self.settings = settings
        self.issuer = issuer
        self.sessions = sessions
        self.tokens = SessionTokens(issuer, sessions)
        self.flow = CodeFlow(issuer, redirect_uri=settings.address(CALLBACK_PATH))
        self.sealer = Sealer(settings.session_key, purpose="infamilie sign-in")
        self.session_cookie = Cookie(f"{settings.cookie_name}_session", settings.is_https)
        self.attempt_cookie = Cookie(f"{settings.cookie_name}_anmeldung", settings.is_https)

    async def session_of(self, connection: HTTPConnection) -> Session | None:
        """Return the living session of a request."""
        identifier = self.session_cookie.of(connection)
        return await self.sessions.find(identifier) if identifier else None

    async def open_session(self, signed_in: SignedIn, *, replacing: str | None) -> str:
        """Open the session of a person who just signed in and return its id."""
        tokens, settings = signed_in.tokens, self.issuer.settings
        kept = SessionSecrets(
            access_token=tokens.access_token,
            refresh_token=tokens.refresh_token,
            id_token=signed_in.id_token,
            display_name=signed_in.display_name,
        )
        return await self.sessions.open(
            kept,
            account=account_id(
                settings.account_key.get_secret_value(), issuer=settings.issuer_url, subject=signed_in.subject
            ),
            access_expires_at=self.issuer.clock() + timedelta(seconds=tokens.expires_in),
            replacing=replacing,
        )

    async def farewell_url(self, session: Session) -> str:
        """Return the issuer's sign-out address (OpenID Connect RP-Initiated Logout 1.0), the home page if there is none."""
        home = self.settings.address("/")
        try:
            endpoint = (await self.issuer.metadata()).end_session_endpoint
        except IssuerUnavailable:
            return home
        if endpoint is None:
            return home
        hints = {"id_token_hint": session.secrets.id_token, "post_logout_redirect_uri": home}
        return f"{endpoint}?{urlencode({**hints, 'client_id': self.issuer.settings.client_id})}"


async def current_session(connection: HTTPConnection) -> Session | None:
    """Give the session of the request, None for a visitor; a FastAPI dependency, needs `app.state.sign_in`."""
    sign_in: SignIn = connection.app.state.sign_in
    return await sign_in.session_of(connection)


async def session_account(connection: HTTPConnection) -> str | None:
    """Identify by the session of the request."""
    session = await current_session(connection)
    return session.account if session is not None else None


def session_cookie(connection: HTTPConnection) -> str | None:
    """Return what the browser brought as its session, to bind forms to it."""
    sign_in: SignIn = connection.app.state.sign_in
    return sign_in.session_cookie.of(connection)


CurrentSession = Annotated[Session | None, Depends(current_session)]
