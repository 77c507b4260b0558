"""Takes a network's rows out in one view of the database, and puts them back."""

from collections.abc import Sequence

import orjson
from sqlalchemy import Text, cast, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.exchange.archive import ArchiveBroken, ArchiveRow, NetworkArchive
from services.registry.storage.exchange.archive_part import ArchivePart
from services.registry.storage.exchange.archive_parts import PARTS
from shared.database.failures import passes_by_itself
from shared.database.sets import write_all

ONE_VIEW = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


async def take_out(connection: AsyncConnection, network: str) -> NetworkArchive:
    """Return the network's state as of one moment; the connection must not have been used in its transaction."""
    await connection.execute(ONE_VIEW)
    return NetworkArchive(network, {part.name: await _rows(connection, part, network) for part in PARTS})


async def _rows(connection: AsyncConnection, part: ArchivePart, network: str) -> Sequence[ArchiveRow]:
    whole = cast(func.to_jsonb(part.table.table_valued()), Text)
    query = select(whole).order_by(*part.table.primary_key.columns)
    if part.belongs is not None:
        query = query.where(part.belongs(network))
    rows = [orjson.loads(row) for row in (await connection.execute(query)).scalars()]
    return rows if part.told is None else [part.told(row) for row in rows]


async def put_back(connection: AsyncConnection, part: ArchivePart, rows: Sequence[ArchiveRow]) -> list[ArchiveRow]:
    """Write the rows of a part and return those that were not there before; raises ArchiveBroken."""
    keys = [column.name for column in part.table.primary_key.columns]
    try:
        written = await write_all(connection, part.table, rows, conflict="skip")
        new = {tuple(str(key) for key in row.values()) for row in written}
        return [row for row in rows if tuple(str(row[key]) for key in keys) in new]
    except KeyError as broken:
        raise ArchiveBroken(part.name) from broken
    except DBAPIError as broken:
        if passes_by_itself(broken):
            raise
        raise ArchiveBroken(part.name) from broken
