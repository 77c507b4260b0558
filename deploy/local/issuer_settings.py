"""What the demo issuer of an embedded installation knows: the services as clients, and where people come back to."""

from deploy.local.installation import SERVICES, Installation
from deploy.local.issuer.clients import Client
from deploy.local.issuer.settings import IssuerSettings

CALLBACK_PATH = "/anmelden/zurueck"
SITES = ("portal", "dashboard")


def issuer_settings(installation: Installation) -> IssuerSettings:
    """Return the settings of the installation's issuer."""
    data_dir = installation.data_dir / "issuer"
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return IssuerSettings(
        issuer_url=installation.url_of("issuer"),
        data_dir=data_dir,
        clients=tuple(_client(installation, name) for name in SERVICES),
        operator_secret=installation.secrets.secret("issuer-operator"),
    )


def _client(installation: Installation, name: str) -> Client:
    url = installation.url_of(name)
    has_pages = name in SITES
    return Client(
        client_id=name,
        secret=installation.secrets.secret(f"client-{name}"),
        redirect_uris=(f"{url}{CALLBACK_PATH}",) if has_pages else (),
        post_logout_redirect_uris=(url, f"{url}/") if has_pages else (),
    )
