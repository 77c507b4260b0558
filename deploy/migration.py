"""Migrates the databases of services; `infamilie migrate`, the embedded stack and the containers all come here."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.database.migrations import migrate
from shared.hosting.parts import migrations_of


@dataclass(frozen=True)
class MigratedDatabase:
    """A service's database by its owner's address, and the role that is to work with it."""

    service: str
    owner_url: str
    service_role: str


async def migrate_all(databases: Mapping[str, MigratedDatabase]) -> None:
    """Bring all databases to their newest version, one after the other: Alembic keeps its context in a global."""
    for wanted in databases.values():
        await migrate(
            versions=migrations_of(wanted.service), owner_url=wanted.owner_url, service_role=wanted.service_role
        )
