"""The repository of the sources of figures, each with the layout of its tables."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.indicators.source import IndicatorSource, Layout
from services.registry.domain.sort_key import sort_key
from services.registry.storage.indicators.tables import INDICATOR_SOURCES
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write


async def find(connection: AsyncConnection, key: str, *, locked: bool = False) -> IndicatorSource | None:
    """Return a source, None when there is none; `locked` keeps a second import of it waiting until the transaction ends."""
    query = select(INDICATOR_SOURCES).where(INDICATOR_SOURCES.c.key == key)
    found = await connection.execute(query.with_for_update() if locked else query)
    row = found.mappings().one_or_none()
    return None if row is None else _source(row)


async def listed(connection: AsyncConnection, window: Window) -> Sequence[IndicatorSource]:
    """Return sources by name."""
    table = INDICATOR_SOURCES
    rows = await connection.execute(window.of(select(table), table.c.sort_key, table.c.key))
    return [_source(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, source: IndicatorSource) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, INDICATOR_SOURCES, {**asdict(source), "sort_key": sort_key(source.label)})


def _source(row: RowMapping) -> IndicatorSource:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    return IndicatorSource(**{**fields, "columns": Layout(**row["columns"])})
