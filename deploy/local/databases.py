"""The databases of the embedded stack, from nothing to their newest version."""

import asyncio

from deploy.local.installation import INSTANCES, Installation, service_of
from deploy.local.provision import provision
from shared.database.revisions import is_newest
from shared.hosting.parts import migrations_of


def prepare_databases(installation: Installation) -> None:
    """Provision and migrate the databases of all service instances."""
    asyncio.run(_prepare(installation))


async def _prepare(installation: Installation) -> None:
    await provision(installation.postgres.superuser_url, [installation.database_of(name) for name in INSTANCES])
    outdated = [
        name
        for name in INSTANCES
        if not await is_newest(migrations_of(service_of(name)), owner_url=installation.owner_url(name))
    ]
    if outdated:
        await _migrate(installation, outdated)


async def _migrate(installation: Installation, instances: list[str]) -> None:
    # Imported here: Alembic takes 0.4 s that a start with data need not pay.
    from deploy.migration import MigratedDatabase, migrate_all

    await migrate_all(
        {
            name: MigratedDatabase(
                service=service_of(name),
                owner_url=installation.owner_url(name),
                service_role=installation.database_of(name).service_role,
            )
            for name in instances
        }
    )
