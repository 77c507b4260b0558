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
    """Tell whether fewer than five persons stand behind a figure; `group` is how many a rate is related to, if that is known."""
    if unit is Unit.COUNT:
        return abs(value) < SMALLEST_CELL
    if unit not in PER or group is None:
        return False
    return group < SMALLEST_CELL or abs(value) * group / PER[unit] < SMALLEST_CELL
