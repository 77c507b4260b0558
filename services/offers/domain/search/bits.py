"""Offers as bitmaps: bit n of a whole number is the n-th offer, so that a filter is an AND and a count a `bit_count`."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence

from services.offers.domain.search.wanted import Near
from services.offers.domain.search.when import Daytime, Weekday

Bits = int


class Shelf(ABC):
    """Offers that can be asked for by what they say: those of a quarter, or those of all."""

    @property
    @abstractmethod
    def live(self) -> Bits:
        """Return all offers."""

    @abstractmethod
    def valued(self, name: str) -> Mapping[str, Bits]:
        """Return the offers of each value of a filter."""

    @abstractmethod
    def flagged(self, flag: str) -> Bits:
        """Return the offers with a flag that doesn't depend on the time."""

    @abstractmethod
    def of_interval(self, min_months: int | None, max_months: int | None) -> Bits:
        """Return the offers whose ages reach into an interval."""

    @abstractmethod
    def at(self, weekdays: Sequence[Weekday], daytimes: Sequence[Daytime]) -> Bits:
        """Return the offers that come on one of these weekdays at one of these times of day; none given means any."""

    @abstractmethod
    def today(self) -> Bits:
        """Return the offers that have a date today."""

    @abstractmethod
    def open_at(self, minute: int) -> Bits:
        """Return the offers that have begun and not ended in this minute of today."""

    @abstractmethod
    def within(self, near: Near) -> Bits:
        """Return the offers with a place in the circle."""

    def of_ages(self, ages_months: Iterable[int]) -> Bits:
        """Return the offers for a child of one of these ages."""
        return joined(self.of_interval(age, age + 1) for age in ages_months)


def joined(several: Iterable[Bits]) -> Bits:
    """Return what is in one of the bitmaps."""
    together = 0
    for bits in several:
        together |= bits
    return together


def numbers_in(bits: Bits) -> Iterator[int]:
    """Yield the numbers of the offers in a bitmap, the smallest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
