"""Days of the week, from Monday, 1, to Sunday, 7, and the same as bits of a number, as tables have them."""

from collections.abc import Iterable

EVERY_DAY = frozenset(range(1, 8))


def bits_of(weekdays: Iterable[int]) -> int:
    """Return the number in which Monday is the lowest bit."""
    return sum(1 << (weekday - 1) for weekday in set(weekdays))


def weekdays_in(bits: int) -> frozenset[int]:
    """Return the days whose bits are set."""
    return frozenset(weekday for weekday in EVERY_DAY if bits >> (weekday - 1) & 1)
