"""Where figures come from, and how the tables of this source are laid out, so that it need be told only once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import FieldRefused


class ColumnsUnclear(FieldRefused):
    """The layout doesn't say where indicator, value or year stand, or says it twice."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Which heading holds what. Either a column names the indicator and another its value, or each indicator has its column.

    `group` is the column with the number of persons that a rate is related to; `area_names` are words of the file for areas.
    """

    area: str
    year: str | None = None
    fixed_year: int | None = None
    indicator: str | None = None
    value: str | None = None
    indicators: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
    area_names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.year is None) == (self.fixed_year is None):
            raise ColumnsUnclear("columns/year")
        names_in_rows = self.indicator is not None and self.value is not None
        names_nothing = self.indicator is None and self.value is None
        if not (names_nothing if self.indicators else names_in_rows):
            raise ColumnsUnclear("columns/indicator")

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings that a file of this source must have."""
        named = (self.area, self.year, self.indicator, self.value, self.group, *self.indicators)
        return tuple(heading for heading in named if heading is not None)


@dataclass(frozen=True, kw_only=True)
class IndicatorSource(Aggregate):
    """An office or a report."""

    key: str
    label: str
    website: str | None = None
    columns: Layout
