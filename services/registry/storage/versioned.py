"""Writing an aggregate's row by compare-and-set: the first version is inserted, a later one replaces the one before."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.refusals import ChangedMeanwhile


async def write(
    connection: AsyncConnection, table: Table, row: Mapping[str, Any], *, version_column: str = "version"
) -> None:
    """Write the row; raises ChangedMeanwhile unless its predecessor is what stands there now."""
    version = row[version_column]
    if version == 1:
        result = await connection.execute(insert(table).values(**row).on_conflict_do_nothing())
    else:
        keys = [column == row[column.name] for column in table.primary_key.columns]
        unchanged = table.c[version_column] == version - 1
        result = await connection.execute(table.update().where(*keys, unchanged).values(**row))
    if result.rowcount != 1:
        raise ChangedMeanwhile
