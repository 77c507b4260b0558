"""Puts a backup back and forgets again, before anything is served, who and what was erased since it was made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import redis.asyncio as redis
from redis.exceptions import RedisError
from sqlalchemy import text

from deploy.keeping.forgetting import Forgotten, forget_again
from deploy.keeping.manifest import BackupBroken, Manifest, read_manifest
from deploy.keeping.programs import put_back
from deploy.keeping.redacting import owning
from deploy.keeping.saving import copy_if_there
from deploy.keeping.stores import Deployment, Store
from deploy.migration import MigratedDatabase, migrate_all
from shared.erasure.journal import ErasureJournal
from shared.erasure.streams import delete_streams

_TABLES = text("SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'projection_a', 'projection_b')")
_NEW_EPOCH = text("UPDATE log_identity SET epoch = :epoch")

Provide = Callable[[], Awaitable[None]]


class NotEmpty(Exception):
    """A database already holds something."""


class OtherKeys(Exception):
    """The deployment's keys are not those of the backup; its argument names them."""


@dataclass(frozen=True)
class Restored:
    """What was done; `has_old_streams` says that the broker did not answer and may still tell the former history."""

    made_at: str
    forgotten: Forgotten
    has_old_streams: bool


async def restore(deployment: Deployment, folder: Path, *, provide: Provide | None, now: datetime) -> Restored:
    """Fill the databases from a backup; nobody may be serving from them.

    `provide` makes the databases, once the backup is known to be whole; they have to be empty then. Raises BackupBroken, NotEmpty,
    OtherKeys or ProgramFailed.
    """
    manifest = read_manifest(folder)
    stores = _stores_of(deployment, manifest)
    await _take_in_journals(deployment, folder)
    if provide is not None:
        await provide()
    for store in stores:
        await _insist_on_emptiness(store)
    for store in stores:
        put_back(store.owner_url, folder / manifest.dumps[store.instance])
    await migrate_all(
        {store.instance: MigratedDatabase(store.service, store.owner_url, store.service_role) for store in stores}
    )
    forgotten = await forget_again(deployment, stores, made_at=datetime.fromisoformat(manifest.made_at), now=now)
    has_old_streams = False
    for store in stores:
        has_old_streams |= not await _begin_new_epoch(store)
    for note in deployment.notes:
        copy_if_there(folder / note.name, note)
    return Restored(manifest.made_at, forgotten, has_old_streams)


def _stores_of(deployment: Deployment, manifest: Manifest) -> list[Store]:
    """Return the databases of the backup in the deployment's order."""
    stores = [store for store in deployment.stores if store.instance in manifest.dumps]
    if missing := manifest.dumps.keys() - {store.instance for store in stores}:
        raise BackupBroken(f"für {', '.join(sorted(missing))} ist hier keine Datenbank genannt")
    others = {name for name, key in deployment.keys.items() if manifest.keys.get(name, key) != key}
    if others:
        raise OtherKeys(", ".join(sorted(others)))
    return stores


async def _take_in_journals(deployment: Deployment, folder: Path) -> None:
    for name, path in deployment.journals.by_name().items():
        await ErasureJournal(path).take_in(ErasureJournal(folder / f"{name}.journal").read())


async def _insist_on_emptiness(store: Store) -> None:
    async with owning(store) as connection:
        if await connection.scalar(_TABLES):
            raise NotEmpty(store.instance)


async def _begin_new_epoch(store: Store) -> bool:
    """Let the log tell its history in a stream of its own; return False when the former streams could not be deleted."""
    async with owning(store) as connection:
        await connection.execute(_NEW_EPOCH, {"epoch": uuid4().hex})
    if store.broker_url is None:
        return True
    try:
        async with redis.Redis.from_url(store.broker_url, socket_timeout=5, socket_connect_timeout=3) as broker:
            await delete_streams(broker, source=store.source)
    except (RedisError, OSError):
        return False
    return True
