"""One embedded installation: its folder, its ports, its secrets, and the addresses that follow from them."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from deploy.local.ports import DEFAULT_BASE, Ports
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.provision import ServiceDatabase
from deploy.local.secret_store import SecretStore
from deploy.local.valkey import OPERATOR, EmbeddedValkey

SERVICES = ("registry", "offers", "notifications", "portal", "dashboard")
SECOND_OFFERS = "offers-hoerde"
INSTANCES = (*SERVICES, SECOND_OFFERS)
REPOSITORY = Path(__file__).parents[2]


def service_of(instance: str) -> str:
    """Return the service that an instance runs."""
    return "offers" if instance == SECOND_OFFERS else instance


def default_data_dir() -> Path:
    """Return `INFAMILIE_DATA`, or a folder in the repository that git ignores."""
    return Path(os.environ.get("INFAMILIE_DATA") or REPOSITORY / ".infamilie")


def port_base_of(data_dir: Path) -> int:
    """Return the port base of the installation that runs there, else `INFAMILIE_PORT_BASE`, else the default."""
    state = data_dir / "state.json"
    if state.exists():
        with suppress(ValueError, KeyError):
            return int(json.loads(state.read_text(encoding="utf-8"))["programs"]["database"]["port_base"])
    return int(os.environ.get("INFAMILIE_PORT_BASE") or DEFAULT_BASE)


@dataclass(frozen=True)
class Installation:
    """Everything about an embedded installation that is not a running process."""

    data_dir: Path
    ports: Ports

    @cached_property
    def secrets(self) -> SecretStore:
        """The generated secrets of the services."""
        return SecretStore(self.data_dir / "secrets.json")

    @cached_property
    def postgres(self) -> EmbeddedPostgres:
        """The database server."""
        return EmbeddedPostgres(self.data_dir / "postgres", self.ports.postgres)

    @cached_property
    def valkey(self) -> EmbeddedValkey:
        """The message broker."""
        return EmbeddedValkey(self.data_dir / "valkey", self.ports.valkey, services=INSTANCES)

    def database_of(self, instance: str) -> ServiceDatabase:
        """Return the database of a service instance with its roles' passwords."""
        return ServiceDatabase(
            instance=instance,
            owner_password=self.secrets.secret(f"{instance}-owner"),
            service_password=self.secrets.secret(f"{instance}-service"),
        )

    def owner_url(self, instance: str) -> str:
        """Return the address under which a service's migrations run."""
        wanted = self.database_of(instance)
        return self.postgres.url(wanted.owner_role, wanted.owner_password, database=wanted.database)

    def service_url(self, instance: str) -> str:
        """Return the address under which a service reaches its database."""
        wanted = self.database_of(instance)
        return self.postgres.url(wanted.service_role, wanted.service_password, database=wanted.database)

    def port_of(self, instance: str) -> int:
        """Return the port of a service instance."""
        name = "second_offers" if instance == SECOND_OFFERS else instance
        port: int = getattr(self.ports, name)
        return port

    def url_of(self, instance: str) -> str:
        """Return the address of a service instance, the mailbox or the issuer."""
        return f"http://127.0.0.1:{self.port_of(instance)}"

    def addresses(self) -> dict[str, str]:
        """Return the addresses of everything, as `infamilie status --json` prints them."""
        names = ("portal", "dashboard", "registry", "offers", "notifications", "mailbox", "issuer")
        return {
            **{name: self.url_of(name) for name in names},
            "database": self.postgres.superuser_url,
            "broker": self.valkey.url(OPERATOR),
        }
