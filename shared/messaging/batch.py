"""What a listener is: which events it hears and what it does with a batch of them, inside the checkpoint's transaction."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import Column, Table, delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.contract import Contract
from shared.messaging.event import Event

PROJECTION = "projection"
LIVE = text("SELECT live FROM projection_slot")
_SHARE = text("SELECT pg_advisory_xact_lock_shared(hashtext('projection_slot'))")

Row = Mapping[str, Any]


@dataclass
class Batch:
    """The transaction of a batch; `slot` is the schema in which projections are written."""

    connection: AsyncConnection
    slot: str
    now: datetime
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    _is_live: bool | None = None

    async def is_live(self) -> bool:
        """Tell whether readers see what this batch writes; until its end that stays so, and nobody empties its schema.

        Only the database knows: another replica may have swapped since this one looked last.
        """
        if self._is_live is None:
            await self.connection.execute(_SHARE)
            self._is_live = bool(await self.connection.scalar(LIVE) == self.slot)
        return self._is_live

    def rolled_back(self) -> None:
        """A savepoint was rolled back, and with it the lock that may have been taken since."""
        self._is_live = None


@dataclass(frozen=True)
class Listener:
    """Hears some contracts; `state` names the table whose `subject_version` tells what a newer event has overtaken."""

    types: tuple[type[Contract], ...]
    apply: Callable[[Batch, Sequence[Event[Any]]], Awaitable[None]]
    state: Table | None = None
    key_of: Callable[[Event[Any]], Row] | None = None


def state_listener(types: tuple[type[Contract], ...], table: Table, row_of: Callable[[Event[Any]], Row]) -> Listener:
    """Return a listener that keeps each subject's newest state as a row of `table` (which has `subject_version`).

    `row_of` returns all columns but `subject_version`, in values that JSON can carry.
    """
    keys = tuple(column.name for column in table.primary_key.columns)
    sql, key_in = _upsert_sql(table, keys), itemgetter(*keys)

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        newest: dict[Any, Row] = {}
        versions: dict[Any, int] = {}
        for event in events:
            row = row_of(event)
            key = key_in(row)
            if event.subject_version >= versions.get(key, -1):
                newest[key] = {**row, "subject_version": event.subject_version}
                versions[key] = event.subject_version
        await batch.connection.execute(sql[batch.slot], {"rows": orjson.dumps(list(newest.values())).decode()})

    def key_of(event: Event[Any]) -> Row:
        row = row_of(event)
        return {name: row[name] for name in keys}

    return Listener(types=types, apply=apply, state=table, key_of=key_of)


def removal_listener(
    types: tuple[type[Contract], ...], columns: Sequence[Column[Any]], id_of: Callable[[Event[Any]], Any]
) -> Listener:
    """Return a listener that deletes the rows whose column holds the id of something removed, in the order of the columns.

    It looks at no order inside a batch: the producer never gives an id again that it has removed.
    """

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        ids = {id_of(event) for event in events}
        for column in columns:
            await batch.connection.execute(delete(column.table).where(column.in_(ids)))

    return Listener(types=types, apply=apply)


def _upsert_sql(table: Table, keys: tuple[str, ...]) -> Mapping[str, Any]:
    columns = [column.name for column in table.columns]
    updated = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys)
    names = ", ".join(columns)
    statement = (
        "INSERT INTO {slot}.{table} ({names}) SELECT {names} FROM jsonb_populate_recordset(NULL::{slot}.{table}, CAST(:rows AS jsonb)) "
        "ON CONFLICT ({keys}) DO UPDATE SET {updated} WHERE {table}.subject_version < excluded.subject_version"
    )
    return {
        slot: text(statement.format(slot=slot, table=table.name, names=names, keys=", ".join(keys), updated=updated))
        for slot in ("projection_a", "projection_b")
    }
