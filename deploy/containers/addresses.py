"""Who is where in the network of containers, as docker-compose.yml names them; each program listens on port 8000."""

from typing import Final

SERVICES: Final = ("registry", "offers", "notifications", "portal", "dashboard")
DATABASE: Final = "database"
BROKER: Final = "broker"
PORT: Final = 8000


def url_of(name: str) -> str:
    """Return where a service, the mailbox or the issuer answers other containers."""
    return f"http://{name}:{PORT}"
