"""The repository of figures, with all their earlier versions; written in sets, as they are imported."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import RowMapping, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.indicators.value import IndicatorValue, Place
from services.registry.storage.indicators.tables import (
    INDICATOR_SOURCES,
    INDICATOR_VALUE_HISTORY,
    INDICATOR_VALUES,
    INDICATORS,
)
from services.registry.storage.keyset import Window
from services.registry.storage.tables import AREAS, NETWORK_AREAS
from shared.database.sets import write_all

VALUES, HISTORY = INDICATOR_VALUES, INDICATOR_VALUE_HISTORY


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which figures somebody asks for; None asks for all."""

    network: str | None = None
    area: str | None = None
    year: int | None = None
    indicator: str | None = None

    def of(self, query: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
        """Return the query narrowed to these."""
        for name in ("area", "year", "indicator"):
            value = getattr(self, name)
            query = query if value is None else query.where(VALUES.c[name] == value)
        if self.network is not None:
            areas = select(NETWORK_AREAS.c.area).where(NETWORK_AREAS.c.network == self.network)
            query = query.where(VALUES.c.area.in_(areas))
        return query


async def described(connection: AsyncConnection, window: Window, wanted: Wanted) -> Sequence[RowMapping]:
    """Return figures with what must stand beside them: the indicator's words and caution, and the source's name."""
    query = (
        select(
            VALUES,
            INDICATORS.c.label,
            INDICATORS.c.unit,
            INDICATORS.c.direction,
            INDICATORS.c.caution,
            INDICATOR_SOURCES.c.label.label("source_label"),
            INDICATOR_SOURCES.c.website.label("source_website"),
        )
        .join(INDICATORS, INDICATORS.c.key == VALUES.c.indicator)
        .join(INDICATOR_SOURCES, INDICATOR_SOURCES.c.key == VALUES.c.source)
    )
    order = (VALUES.c.area, VALUES.c.year, VALUES.c.indicator, VALUES.c.source)
    found: Sequence[RowMapping] = (await connection.execute(window.of(wanted.of(query), *order))).mappings().all()
    return found


async def history(connection: AsyncConnection, window: Window, place: Place, source: str) -> Sequence[RowMapping]:
    """Return all versions of a figure, the first one first."""
    area, year, indicator = place
    query = select(HISTORY).where(HISTORY.c.area == area, HISTORY.c.year == year)
    query = query.where(HISTORY.c.indicator == indicator, HISTORY.c.source == source)
    found: Sequence[RowMapping] = (await connection.execute(window.of(query, HISTORY.c.version))).mappings().all()
    return found


async def standing(connection: AsyncConnection, source: str, years: Collection[int]) -> Mapping[Place, IndicatorValue]:
    """Return a source's figures of some years."""
    query = select(VALUES).where(VALUES.c.source == source, VALUES.c.year.in_(years))
    found = [IndicatorValue(**row) for row in (await connection.execute(query)).mappings()]
    return {value.place: value for value in found}


async def save_all(connection: AsyncConnection, values: Sequence[IndicatorValue], *, at: datetime) -> None:
    """Write new versions and keep them in the history; the source's lock makes sure that nobody else does."""
    rows = [asdict(value) for value in values]
    await write_all(connection, VALUES, rows, conflict="replace")
    await write_all(connection, HISTORY, [{**row, "imported_at": at} for row in rows])


async def area_names(connection: AsyncConnection) -> Sequence[tuple[str, str]]:
    """Return every area's id and label; a city has some dozens."""
    rows = await connection.execute(select(AREAS.c.id, AREAS.c.label).order_by(AREAS.c.id).limit(10_000))
    return [(row.id, row.label) for row in rows]
