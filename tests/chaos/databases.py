"""The databases from outside: looked into, kept as they are, and put back while their services run."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from deploy.local.installation import Installation

TURN_OUT = "SELECT count(pg_terminate_backend(pid, 1000)) FROM pg_stat_activity WHERE datid = $1"
AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Databases:
    """The databases of all instances, as the server's administrator sees them."""

    def __init__(self, installation: Installation, instances: Sequence[str]) -> None:
        self.instances = tuple(instances)
        self._installation = installation
        self._snapshots: list[Any] = []

    @asynccontextmanager
    async def of(self, instance: str) -> AsyncIterator[Any]:
        """Yield a connection to the database of an instance."""
        connection = await asyncpg.connect(self._admin_url, database=self._name(instance), timeout=5)
        try:
            yield connection
        finally:
            with suppress(*AWAY):
                await connection.close(timeout=2)

    async def keep(self, instance: str, *, label: str) -> None:
        """Copy the database as it stands; whoever is connected loses the connection and may come back."""
        async with self._admin() as admin, _closed_to_others(admin, self._name(instance)):
            await admin.execute(f'DROP DATABASE IF EXISTS "{self._copy(instance, label)}"')
            await admin.execute(f'CREATE DATABASE "{self._copy(instance, label)}" TEMPLATE "{self._name(instance)}"')

    async def put_back(self, instance: str, *, label: str) -> None:
        """Replace the database by the copy, as a restored backup would, under whoever is connected."""
        wanted, name = self._installation.database_of(instance), self._name(instance)
        async with self._admin() as admin:
            async with _closed_to_others(admin, name):
                await admin.execute(f'ALTER DATABASE "{name}" RENAME TO "{name}__gone"')
            await admin.execute(
                f'CREATE DATABASE "{name}" OWNER "{wanted.owner_role}" TEMPLATE "{self._copy(instance, label)}"'
            )
            await admin.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
            roles = f'"{wanted.owner_role}", "{wanted.service_role}"'
            await admin.execute(f'GRANT CONNECT ON DATABASE "{name}" TO {roles}')
            await admin.execute(f'DROP DATABASE "{name}__gone" WITH (FORCE)')

    async def hold_snapshots(self) -> None:
        """Open a transaction that reads in each database and stays open: no old row version can be removed."""
        for snapshot in self._snapshots:
            snapshot.terminate()
        self._snapshots = []
        for instance in self.instances:
            connection = await asyncpg.connect(self._admin_url, database=self._name(instance))
            await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            await connection.fetchval("SELECT count(*) FROM event_log")
            self._snapshots.append(connection)

    async def oldest_snapshot_seconds(self) -> float:
        """Return the age of the oldest transaction that only reads."""
        async with self._admin() as admin:
            return float(
                await admin.fetchval(
                    "SELECT coalesce(extract(epoch FROM max(now() - xact_start)), 0) FROM pg_stat_activity"
                    " WHERE state = 'idle in transaction' AND usename = current_user"
                )
            )

    async def answers(self) -> None:
        """Wait until the server takes connections again."""
        while True:
            try:
                async with self._admin():
                    return
            except AWAY:
                await asyncio.sleep(0.05)

    @asynccontextmanager
    async def _admin(self) -> AsyncIterator[Any]:
        connection = await asyncpg.connect(self._admin_url, timeout=5)
        try:
            yield connection
        finally:
            with suppress(*AWAY):
                await connection.close(timeout=2)

    @property
    def _admin_url(self) -> str:
        return self._installation.postgres.superuser_url

    def _name(self, instance: str) -> str:
        return self._installation.database_of(instance).database

    def _copy(self, instance: str, label: str) -> str:
        return f"{self._name(instance)}__{label}"


@asynccontextmanager
async def _closed_to_others(admin: Any, name: str) -> AsyncIterator[None]:
    """Turn everybody out of a database, and let nobody in, for a moment."""
    oid = await admin.fetchval("SELECT oid FROM pg_database WHERE datname = $1", name)
    await admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    try:
        while await admin.fetchval(TURN_OUT, oid):  # noqa: ASYNC110 - the condition is in a database
            await asyncio.sleep(0.01)
        yield
    finally:
        present = await admin.fetchval("SELECT datname FROM pg_database WHERE oid = $1", oid)
        await admin.execute(f'ALTER DATABASE "{present}" ALLOW_CONNECTIONS true')
