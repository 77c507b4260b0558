"""The demo issuer in the place of the tests' small one, so that people sign in to the portal as in a demonstration."""

from datetime import UTC, datetime
from pathlib import Path

from starlette.types import Receive, Scope, Send

from deploy.local.issuer.app import create_app
from deploy.local.issuer.clients import Client
from deploy.local.issuer.keys import KeyRing
from deploy.local.issuer.people import Person
from deploy.local.issuer.settings import IssuerSettings
from deploy.local.issuer.tokens import TokenMaker
from shared.testing.issuer import CLIENT_SECRET, TestIssuer
from shared.testing.platform import SERVICES

PEOPLE = (
    Person("office", "Petra Amt"),
    Person("coordinator-hoerde", "Canan Koordination"),
    Person("coordinator-eving", "Emre Nachbar"),
    Person("partner-awo", "Pia Partnerin"),
    Person("stranger", "Fremde Person"),
    Person("newcomer", "Neue Person"),
    Person("without-grant", "Noch ohne Rechte"),
)


class DemoIssuer(TestIssuer):
    """Serves the demo issuer; the portal's way back becomes known once the portal has an address."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._data_dir = data_dir
        self._inner = self.app
        self.app = self  # type: ignore[assignment]  # served as any ASGI app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._inner(scope, receive, send)

    def open(self, portal_url: str = "") -> None:
        """Begin to answer, for all services and for people who come from a portal at this address."""
        settings = IssuerSettings(
            issuer_url=self.url,
            data_dir=self._data_dir,
            clients=tuple(_client(name, portal_url if name == "portal" else "") for name in SERVICES),
            operator_secret="the operator's secret",
            people=PEOPLE,
        )
        self._inner = create_app(settings)
        self._maker = TokenMaker(self.url, KeyRing.opened(settings.keys_file))

    def token(self, subject: str, **_: object) -> str:
        """Return an access token of this subject."""
        return self._maker.access_token(subject, client_id="portal", now=datetime.now(UTC))


def _client(name: str, url: str) -> Client:
    return Client(
        client_id=name,
        secret=CLIENT_SECRET,
        redirect_uris=(f"{url}/anmelden/zurueck",) if url else (),
        post_logout_redirect_uris=(f"{url}/",) if url else (),
    )
