"""Reads the newest figure of each area and indicator, with the source and the caution that belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.storage.social_space_tables import INDICATOR_SOURCES, INDICATOR_VALUES, INDICATORS
from services.dashboard.storage.tables import AREAS

MOST_FIGURES = 20_000
MOST_INDICATORS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured; `caution` stands wherever its figures are shown."""

    key: str
    label: str
    unit: str
    direction: str
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An area's newest figure; without a value it is below five and was never known."""

    value: float | None
    year: int
    source: str
    website: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialSpace:
    """`figures[indicator][area]`, areas by their keys; `areas` are their names."""

    indicators: tuple[Indicator, ...]
    figures: Mapping[str, Mapping[str, Figure]]
    areas: Mapping[str, str]

    def sources(self, indicator: str) -> tuple[tuple[str, str | None, int, int], ...]:
        """Return who measured an indicator, where to read it, and from which year to which."""
        years: dict[tuple[str, str | None], list[int]] = {}
        for figure in self.figures.get(indicator, {}).values():
            years.setdefault((figure.source, figure.website), []).append(figure.year)
        return tuple((source, site, min(of), max(of)) for (source, site), of in sorted(years.items(), key=str))


async def read_social_space(connection: AsyncConnection) -> SocialSpace:
    """Return the figures of all areas; of several sources of a year the first by name."""
    indicator = INDICATORS.c
    columns = (indicator.key, indicator.label, indicator.unit, indicator.direction, indicator.caution)
    named = await connection.execute(
        select(*columns).order_by(indicator.sort_key, indicator.key).limit(MOST_INDICATORS)
    )
    area = AREAS.c
    areas = await connection.execute(select(area.id, area.label).order_by(area.sort_key, area.id).limit(MOST_FIGURES))
    value, source = INDICATOR_VALUES.c, INDICATOR_SOURCES.c
    newest = (
        select(value.indicator, value.area, value.year, value.value, source.label, source.website)
        .join_from(INDICATOR_VALUES, INDICATOR_SOURCES, source.key == value.source)
        .ext(distinct_on(value.indicator, value.area))
        .order_by(value.indicator, value.area, value.year.desc(), source.label)
        .limit(MOST_FIGURES)
    )
    figures: dict[str, dict[str, Figure]] = {}
    for row in await connection.execute(newest):
        figure = Figure(value=row.value, year=row.year, source=row.label, website=row.website)
        figures.setdefault(row.indicator, {})[row.area] = figure
    return SocialSpace(
        indicators=tuple(Indicator(**row) for row in named.mappings() if row["key"] in figures),
        figures=figures,
        areas={row.id: row.label for row in areas},
    )
