"""Reads a list stretch by stretch, so that memory stays flat and no transaction waits for a slow reader."""

from collections.abc import AsyncIterator
from typing import Any

from services.registry.storage.exchange.lists import ExportList
from services.registry.storage.keyset import Window
from shared.messaging.edge import Edge

ROWS_AT_ONCE = 1_000

Rows = list[list[Any]]


async def stretches(edge: Edge, exported: ExportList, *, network: str | None) -> AsyncIterator[Rows]:
    """Yield the list's rows in the order of their keys, a thousand at a time."""
    query, keys = exported.query(network), tuple(exported.table.primary_key.columns)
    names = [column.name for column in exported.columns]
    places = [names.index(key.name) for key in keys]
    after: tuple[Any, ...] | None = None
    while True:
        window = Window(after=after, limit=ROWS_AT_ONCE)
        async with edge.reading() as connection:
            found = (await connection.execute(window.of(query, *keys))).all()
        rows = [tuple(row) for row in found[:ROWS_AT_ONCE]]
        yield [exported.cells(row) for row in rows]
        if len(found) <= ROWS_AT_ONCE:
            return
        after = tuple(rows[-1][place] for place in places)
