"""The databases of a deployment with their brokers and journals: the embedded ones, or those that settings name."""

import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.installation import INSTANCES, SECOND_OFFERS, SERVICES, Installation, service_of
from deploy.local.loaded import MARKER as LOADED

# Who hears stands before whom it hears: a dump of a listener is then never ahead of the logs it has applied.
DUMP_ORDER = ("dashboard", "portal", "notifications", "offers", "registry")
# Account ids, mail addresses and what is known of persons can't be read or matched with other keys than these.
KEYS = ("account-key", "address-key", "link-key")


@dataclass(frozen=True, kw_only=True)
class Store:
    """One service instance's database; `broker_url` is None where nobody can reach the streams."""

    instance: str
    service: str
    source: str
    owner_url: str
    service_role: str
    broker_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Journals:
    """The files outside the databases that remember who and what was erased; None where a deployment keeps none."""

    registry: Path | None = None
    notifications: Path | None = None
    redactions: Path | None = None

    def by_name(self) -> Mapping[str, Path]:
        """Return those that the deployment keeps, by the names under which a backup has them."""
        named = {
            "registry-erasures": self.registry,
            "notifications-erasures": self.notifications,
            "redactions": self.redactions,
        }
        return {name: path for name, path in named.items() if path is not None}


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """All that a backup keeps, in the order in which it is dumped."""

    stores: tuple[Store, ...]
    journals: Journals
    notes: tuple[Path, ...] = ()
    """Small files beside the databases that belong to their state."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """By which a backup tells whether the deployment has the keys that its contents were made with, never the keys."""

    def store(self, instance: str) -> Store | None:
        """Return an instance's store, None when it is not part of this deployment."""
        return next((store for store in self.stores if store.instance == instance), None)


def embedded(installation: Installation) -> Deployment:
    """Return the databases of an embedded installation."""
    stores = tuple(_embedded_store(installation, name) for name in _in_dump_order(INSTANCES))
    folder = installation.data_dir
    journals = Journals(
        registry=folder / "registry-erasures.journal",
        notifications=folder / "erasures.journal",
        redactions=folder / "redactions.journal",
    )
    return Deployment(
        stores=stores,
        journals=journals,
        notes=(folder / LOADED,),
        keys={name: _fingerprint(installation.secrets.secret(name)) for name in KEYS},
    )


def named_by_environment(environment: Mapping[str, str] = os.environ) -> Deployment:
    """Return the databases that `<SERVICE>_OWNER_URL` names; brokers, instances and journals are named like settings."""
    named = [service for service in SERVICES if f"{service.upper()}_OWNER_URL" in environment]
    return Deployment(
        stores=tuple(_named_store(environment, service) for service in _in_dump_order(named)),
        journals=Journals(
            registry=_path(environment, "REGISTRY_ERASURE_JOURNAL"),
            notifications=_path(environment, "NOTIFICATIONS_ERASURE_JOURNAL"),
            redactions=_path(environment, "INFAMILIE_REDACTION_JOURNAL"),
        ),
    )


def _in_dump_order(instances: tuple[str, ...] | list[str]) -> list[str]:
    return sorted(instances, key=lambda name: DUMP_ORDER.index(service_of(name)))


def _embedded_store(installation: Installation, instance: str) -> Store:
    service = service_of(instance)
    return Store(
        instance=instance,
        service=service,
        source=f"/{service}/{'hoerde' if instance == SECOND_OFFERS else 'city'}",
        owner_url=installation.owner_url(instance),
        service_role=installation.database_of(instance).service_role,
        broker_url=installation.valkey.url(instance),
    )


def _named_store(environment: Mapping[str, str], service: str) -> Store:
    prefix = service.upper()
    return Store(
        instance=service,
        service=service,
        source=f"/{service}/{environment.get(f'{prefix}_INSTANCE', 'city')}",
        owner_url=environment[f"{prefix}_OWNER_URL"],
        service_role=environment.get(f"{prefix}_SERVICE_ROLE", service),
        broker_url=environment.get(f"{prefix}_BROKER_URL"),
    )


def _fingerprint(secret: str) -> str:
    return hmac.digest(secret.encode(), b"infamilie backup", "sha256").hex()[:16]


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    named = environment.get(name)
    return None if not named else Path(named)
