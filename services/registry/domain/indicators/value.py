"""Figures of an area in a year, by one source; small ones are suppressed before anything is stored (domain rule 5)."""

from dataclasses import dataclass

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.indicators.indicator import Unit

SMALLEST_CELL = 5
# How many of a hundred or thousand a rate speaks of; an index is related to no group.
PER = {Unit.PERCENT: 100, Unit.PER_100: 100, Unit.PER_1000: 1000}

Place = tuple[str, int, str]


@dataclass(frozen=True, kw_only=True)
class IndicatorValue(Aggregate):
    """A figure, or None and suppressed: the value itself was never kept. A newer import makes the next version."""

    area: str
    year: int
    indicator: str
    source: str
    value: float | None = None
    suppressed: bool = False

    @property
    def place(self) -> Place:
        """What the figure is about, among those of its source."""
        return (self.area, self.year, self.indicator)

    @property
    def subject(self) -> str:
        """The subject of its events."""
        return f"indicator-value/{self.area}/{self.year}/{self.indicator}/{self.source}"


def speaks_of_few(value: float, unit: Unit, *, group: float | None) -> bool:
    """Tell whether fewer than five persons stand behind a figure, or may; `group` is how many a rate is related to.

    A share also tells of those who are left: 99 % of 100 is one person. A rate of an unknown group may speak of anybody.
    """
    if unit is Unit.COUNT:
        return abs(value) < SMALLEST_CELL
    if unit not in PER:
        return False
    if group is None:
        return True
    few = abs(value) * group / PER[unit]
    is_share = unit is Unit.PERCENT and 0 <= value <= PER[unit]
    return few < SMALLEST_CELL or (is_share and group - few < SMALLEST_CELL)


def needs_group(unit: Unit) -> bool:
    """Tell whether a figure of this unit says nothing about how many stand behind it."""
    return unit in PER
