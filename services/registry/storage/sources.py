"""The repository of event sources."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.source import Source
from services.registry.storage.keyset import Window
from services.registry.storage.tables import SOURCES
from services.registry.storage.versioned import write


async def find(connection: AsyncConnection, name: str) -> Source | None:
    """Return a source by its name, e.g. `/offers/hoerde`; None when there is none."""
    row = (await connection.execute(select(SOURCES).where(SOURCES.c.source == name))).mappings().one_or_none()
    return None if row is None else _source(row)


async def listed(connection: AsyncConnection, window: Window) -> Sequence[Source]:
    """Return sources by name."""
    rows = await connection.execute(window.of(select(SOURCES), SOURCES.c.source))
    return [_source(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, source: Source) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, SOURCES, {**asdict(source), "networks": list(source.networks)})


def _source(row: RowMapping) -> Source:
    return Source(**{**row, "networks": tuple(row["networks"])})
