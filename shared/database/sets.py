"""Writing many rows by one statement: they travel as one JSON text, so that ten thousand cost little more than one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal

import orjson
from sqlalchemy import RowMapping, Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

Conflict = Literal["refuse", "skip", "replace"]


async def write_all(
    connection: AsyncConnection, table: Table, rows: Collection[Mapping[str, Any]], *, conflict: Conflict = "refuse"
) -> Sequence[RowMapping]:
    """Write the rows, which name the table's columns, and return the keys of those written; known keys are refused, skipped or replaced."""
    if not rows:
        return []
    written = orjson.dumps(list(rows), default=str).decode()
    return (await connection.execute(text(_sql(table, conflict)), {"rows": written})).mappings().all()


def _sql(table: Table, conflict: Conflict) -> str:
    names = ", ".join(_quoted(column.name) for column in table.columns if column.computed is None)
    keys = ", ".join(_quoted(column.name) for column in table.primary_key.columns)
    statement = (
        f"INSERT INTO {table.name} ({names}) SELECT {names} "  # noqa: S608 - all names are those of our own tables
        f"FROM jsonb_populate_recordset(NULL::{table.name}, CAST(:rows AS jsonb))"
    )
    return f"{statement}{_on_conflict(table, keys, conflict)} RETURNING {keys}"


def _on_conflict(table: Table, keys: str, conflict: Conflict) -> str:
    if conflict == "refuse":
        return ""
    if conflict == "skip":
        return f" ON CONFLICT ({keys}) DO NOTHING"
    others = [_quoted(column.name) for column in table.columns if not column.primary_key and column.computed is None]
    return f" ON CONFLICT ({keys}) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in others)}"


def _quoted(name: str) -> str:
    return f'"{name}"'
