"""The embedded databases of a stack that is not running: started for the while, and emptied before a backup comes back."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from deploy.local.data_directory import held_alone, is_held, open_data_directory
from deploy.local.installation import INSTANCES, Installation
from deploy.local.provision import provision


@contextmanager
def database_running(installation: Installation) -> Iterator[None]:
    """The stack's own server when the stack runs, else one that ends with the block; raises StartRefused."""
    if is_held(installation.data_dir):
        yield
        return
    open_data_directory(installation.data_dir)
    with held_alone(installation.data_dir), database_to_ourselves(installation):
        yield


@contextmanager
def database_to_ourselves(installation: Installation) -> Iterator[None]:
    """A server that nobody else knows of; the caller holds the data directory."""
    server = installation.postgres
    server.start()
    try:
        server.wait_ready()
        yield
    finally:
        server.stop()


async def provide_databases(installation: Installation, *, anew: bool) -> None:
    """Make roles and databases; `anew` drops the databases that are there first."""
    wanted = [installation.database_of(name) for name in INSTANCES]
    if anew:
        admin = await asyncpg.connect(installation.postgres.superuser_url)
        try:
            for each in wanted:
                await admin.execute(f'DROP DATABASE IF EXISTS "{each.database}" WITH (FORCE)')
        finally:
            await admin.close()
    await provision(installation.postgres.superuser_url, wanted)
