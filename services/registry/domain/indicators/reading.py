"""Reads figures out of the rows of a table; a row that can't be taken leaves the others unharmed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.registry.domain.exchange import cells
from services.registry.domain.exchange.sheet import RowFault, SheetRow, folded
from services.registry.domain.indicators.indicator import Unit
from services.registry.domain.indicators.source import IndicatorSource
from services.registry.domain.indicators.value import IndicatorValue, Place, needs_group, speaks_of_few
from shared.spreadsheets.faults import CellUnusable

# How offices of statistics write a figure that they suppressed themselves.
GROUP_UNKNOWN = (
    "Zu dieser Quote fehlt die Zahl, auf die sie sich bezieht (Spalte der Grundzahl). Ohne sie wird sie nicht gezeigt."
)
SUPPRESSED_SIGNS = frozenset({"*", "x", ".", "/", "g"})

T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """What a table may name: areas by folded id or label, indicators by folded key or label, and their units by key."""

    areas: Mapping[str, str]
    indicators: Mapping[str, str]
    units: Mapping[str, Unit]


@dataclass(frozen=True)
class Readings:
    """The figures of a table in its order, and what could not be taken."""

    values: tuple[IndicatorValue, ...]
    faults: tuple[RowFault, ...]


def read_values(rows: Sequence[SheetRow], source: IndicatorSource, known: Known) -> Readings:
    """Return each figure once; a second row for the same area, year and indicator is a fault."""
    reader = _Reader(source, known)
    values: dict[Place, tuple[int, IndicatorValue]] = {}
    for row in rows:
        for heading, value in reader.values_of(row):
            first = values.setdefault(value.place, (row.number, value))
            if first[1] is not value:
                reader.faults.append(RowFault(row.number, heading, f"Diese Angabe steht schon in Zeile {first[0]}."))
    return Readings(tuple(value for _, value in values.values()), tuple(reader.faults))


class _Reader:
    def __init__(self, source: IndicatorSource, known: Known) -> None:
        self._source = source
        self._columns = source.columns
        self._known = known
        self._area_names = {folded(name): area for name, area in source.columns.area_names.items()}
        self.faults: list[RowFault] = []

    def values_of(self, row: SheetRow) -> Iterator[tuple[str, IndicatorValue]]:
        """Yield the row's figures with the headings they stand under."""
        area = self._cell(row, self._columns.area, self._area)
        year = self._columns.fixed_year or self._cell(row, self._columns.year or "", cells.year)
        group = self._cell(row, self._columns.group, cells.number) if self._has_group(row) else None
        named = list(self._named(row))
        if area is None or year is None or (self._has_group(row) and group is None):
            return
        for heading, indicator in named:
            value = self._value(row, heading, indicator, group=group)
            if value is not None:
                figure, suppressed = value
                yield (
                    heading,
                    IndicatorValue(
                        area=area,
                        year=year,
                        indicator=indicator,
                        source=self._source.key,
                        value=figure,
                        suppressed=suppressed,
                    ),
                )

    def _has_group(self, row: SheetRow) -> bool:
        return self._columns.group is not None and row.get(self._columns.group) is not None

    def _named(self, row: SheetRow) -> Iterator[tuple[str, str]]:
        """Yield the headings under which the row has figures, and their indicators."""
        if self._columns.indicators:
            yield from ((head, key) for head, key in self._columns.indicators.items() if row.get(head) is not None)
            return
        indicator = self._cell(row, self._columns.indicator, self._indicator)
        if indicator is not None and self._columns.value is not None:
            yield self._columns.value, indicator

    def _value(
        self, row: SheetRow, heading: str, indicator: str, *, group: float | None
    ) -> tuple[float | None, bool] | None:
        cell = row.get(heading)
        if isinstance(cell, str) and cell.strip().casefold() in SUPPRESSED_SIGNS:
            return None, True
        figure = self._cell(row, heading, cells.number)
        if figure is None:
            return None
        unit = self._known.units[indicator]
        if group is None and needs_group(unit):
            self.faults.append(RowFault(row.number, heading, GROUP_UNKNOWN))
            return None
        if speaks_of_few(figure, unit, group=group):
            return None, True
        return figure, False

    def _cell(self, row: SheetRow, heading: str | None, parse: Callable[[object], T]) -> T | None:
        cell = row.get(heading) if heading else None
        try:
            if cell is None:
                raise CellUnusable("Die Zelle ist leer, hier muss etwas stehen.")
            return parse(cell)
        except CellUnusable as unusable:
            self.faults.append(RowFault(row.number, heading or "", str(unusable)))
            return None

    def _area(self, cell: object) -> str:
        name = cells.words(cell)
        found = self._area_names.get(folded(name)) or self._known.areas.get(folded(name))
        if found is None:
            raise CellUnusable(
                f"Der Aktionsraum „{name}“ ist nicht bekannt. Bitte die Schreibweise der Quelle zuordnen."
            )
        return found

    def _indicator(self, cell: object) -> str:
        name = cells.words(cell)
        found = self._known.indicators.get(folded(name))
        if found is None:
            raise CellUnusable(f"Die Kennzahl „{name}“ ist nicht angelegt.")
        return found
