"""The repository of indicators."""

from collections.abc import Collection, Sequence
from dataclasses import asdict

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.indicators.indicator import Direction, Indicator, Unit
from services.registry.domain.sort_key import sort_key
from services.registry.storage.indicators.tables import INDICATORS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write

MOST = 1_000


async def find(connection: AsyncConnection, key: str) -> Indicator | None:
    """Return an indicator, None when there is none."""
    row = (await connection.execute(select(INDICATORS).where(INDICATORS.c.key == key))).mappings().one_or_none()
    return None if row is None else _indicator(row)


async def known(connection: AsyncConnection, keys: Collection[str]) -> frozenset[str]:
    """Return those of the keys that are defined."""
    return frozenset((await connection.execute(select(INDICATORS.c.key).where(INDICATORS.c.key.in_(keys)))).scalars())


async def listed(connection: AsyncConnection, window: Window) -> Sequence[Indicator]:
    """Return indicators by name."""
    rows = await connection.execute(window.of(select(INDICATORS), INDICATORS.c.sort_key, INDICATORS.c.key))
    return [_indicator(row) for row in rows.mappings()]


async def every(connection: AsyncConnection) -> Sequence[Indicator]:
    """Return all indicators by name; a city has some dozens."""
    return await listed(connection, Window(after=None, limit=MOST))


async def save(connection: AsyncConnection, indicator: Indicator) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, INDICATORS, {**asdict(indicator), "sort_key": sort_key(indicator.label)})


def _indicator(row: RowMapping) -> Indicator:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    return Indicator(**{**fields, "unit": Unit(row["unit"]), "direction": Direction(row["direction"])})
