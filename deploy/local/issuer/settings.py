"""What one issuer needs to know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from deploy.local.issuer.clients import Client
from deploy.local.issuer.people import DEMO_PEOPLE, Person

Clock = Callable[[], datetime]


def now_utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class IssuerSettings:
    """One issuer: its public address, its files, whom it knows."""

    issuer_url: str
    """Without a slash at the end; compared exactly by whoever checks a token."""
    data_dir: Path
    clients: tuple[Client, ...]
    operator_secret: str = field(repr=False)
    people: tuple[Person, ...] = DEMO_PEOPLE
    clock: Clock = now_utc

    @property
    def keys_file(self) -> Path:
        return self.data_dir / "keys.json"

    def client(self, client_id: str) -> Client | None:
        return next((one for one in self.clients if one.client_id == client_id), None)

    def person(self, subject: str) -> Person | None:
        return next((one for one in self.people if one.subject == subject), None)
