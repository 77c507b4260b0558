"""The age axis of the chain, in months: from the beginning of pregnancy until the eleventh birthday."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from services.offers.domain.ages import Ages

FIRST_MONTH = -9
END_MONTH = 132


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some months of the axis, half-open `[begin, end)`, never empty."""

    begin: int
    end: int

    def contains(self, month: int) -> bool:
        """Tell whether the month lies in the span."""
        return self.begin <= month < self.end

    def spans(self, boundary: int) -> bool:
        """Tell whether the span has months before and after the boundary."""
        return self.begin < boundary < self.end

    def months(self) -> range:
        """Return the months of the span."""
        return range(self.begin, self.end)


AXIS = Span(FIRST_MONTH, END_MONTH)


def on_axis(ages: Ages) -> Span | None:
    """Return the part of an age interval that lies on the axis, open bounds reaching to its ends; None if there is none."""
    begin = FIRST_MONTH if ages.min_months is None else max(FIRST_MONTH, ages.min_months)
    end = END_MONTH if ages.max_months is None else min(END_MONTH, ages.max_months)
    return Span(begin, end) if begin < end else None


def spans_of(months: Iterable[int]) -> tuple[Span, ...]:
    """Return the fewest spans that hold exactly these months."""
    ordered = sorted(set(months))
    return tuple(_runs(ordered))


def _runs(ordered: list[int]) -> Iterator[Span]:
    if not ordered:
        return
    begin = ordered[0]
    for month, following in pairwise(ordered):
        if following != month + 1:
            yield Span(begin, month + 1)
            begin = following
    yield Span(begin, ordered[-1] + 1)
