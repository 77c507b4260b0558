"""Makes roles and databases and brings them to their newest version, before the services start: runs once and ends."""

import asyncio
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.containers.addresses import SERVICES
from deploy.local.provision import ServiceDatabase, provision
from deploy.migration import MigratedDatabase, migrate_all

SECRETS = Path("/run/secrets")


async def prepare(folder: Path) -> None:
    """Provision and migrate, with the addresses from the secret files."""
    built = [service for service in SERVICES if find_spec(f"services.{service}.app") is not None]
    databases = {service: _database(folder, service) for service in built}
    await provision(_read(folder, "administrator_url"), list(databases.values()))
    await migrate_all(
        {
            service: MigratedDatabase(service, _read(folder, f"{service}_owner_url"), database.service_role)
            for service, database in databases.items()
        }
    )


def _database(folder: Path, service: str) -> ServiceDatabase:
    return ServiceDatabase(
        instance=service,
        owner_password=_password(_read(folder, f"{service}_owner_url")),
        service_password=_password(_read(folder, f"{service}_database_url")),
    )


def _password(url: str) -> str:
    return unquote(urlsplit(url).password or "")


def _read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8").strip()


if __name__ == "__main__":
    asyncio.run(prepare(SECRETS))
