"""How many children live in a quarter at each age, as far as its social-space indicators tell.

Counted by the indicators `kinder_<a>_<b>` (children from a to under b years) and `geburten` (births of a year: those under one
year old and those to come). Nothing is told below five children, as in every public figure.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.offers.domain.chain.axis import AXIS, FIRST_MONTH, Span

BIRTHS = "geburten"
YEAR_MONTHS = 12
SMALLEST_CELL = 5
_BY_YEARS = re.compile(r"kinder_(\d{1,2})_(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Children:
    """The number of children of each month of age, where it is known."""

    per_month: Mapping[int, float] = field(default_factory=dict)

    def within(self, span: Span) -> int | None:
        """Return the children of these ages; None where a month is unknown or they are fewer than five."""
        known = [self.per_month.get(month) for month in span.months()]
        total = round(sum(each for each in known if each is not None))
        return total if None not in known and total >= SMALLEST_CELL else None


NOBODY_KNOWN = Children()


def ages_counted(indicator: str) -> Span | None:
    """Return which ages an indicator counts; None for one that counts something else."""
    if indicator == BIRTHS:
        return Span(FIRST_MONTH, YEAR_MONTHS)
    found = _BY_YEARS.fullmatch(indicator)
    if found is None:
        return None
    begin, end = (int(years) * YEAR_MONTHS for years in found.groups())
    end = min(end, AXIS.end)
    return Span(begin, end) if begin < end else None


def children_of(counts: Iterable[tuple[str, float]]) -> Children:
    """Return the children by age from an indicator's key and value each; of two that count a month the finer one holds."""
    per_month: dict[int, float] = {}
    known = {indicator: value for indicator, value in counts if ages_counted(indicator) is not None}
    for indicator in sorted(known, key=lambda key: (-_years(key), key)):
        span = ages_counted(indicator)
        assert span is not None
        per_month |= dict.fromkeys(span.months(), known[indicator] / (_years(indicator) * YEAR_MONTHS))
    return Children(per_month)


def _years(indicator: str) -> int:
    """Return over how many years of age the indicator's children are spread."""
    found = _BY_YEARS.fullmatch(indicator)
    return int(found[2]) - int(found[1]) if found is not None else 1
