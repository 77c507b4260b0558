"""Ages against the plain list of months they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.offers.domain.ages import Ages
from services.offers.domain.refusals import AgesReversed

MONTHS = range(-9, 301)
BOUND = st.none() | st.integers(-9, 300)


def is_upright(bounds: tuple[int | None, int | None]) -> bool:
    least, most = bounds
    return least is None or most is None or least < most


AGES = st.tuples(BOUND, BOUND).filter(is_upright).map(lambda bounds: Ages(*bounds))


def months_of(ages: Ages) -> set[int]:
    """The months of an interval; the bounds stand one beyond what any child here can have."""
    least = -10 if ages.min_months is None else ages.min_months
    most = 301 if ages.max_months is None else ages.max_months
    return set(range(least, most))


@given(AGES, st.integers(-9, 300))
def test_an_age_is_included_exactly_from_the_lower_to_below_the_upper_bound(ages: Ages, age: int) -> None:
    assert ages.includes(age) == (age in months_of(ages))


@given(AGES, AGES)
def test_two_intervals_overlap_exactly_when_they_share_a_month(one: Ages, other: Ages) -> None:
    assert one.overlaps(other) == bool(months_of(one) & months_of(other))


@given(AGES, AGES)
def test_overlapping_is_mutual(one: Ages, other: Ages) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(st.integers(-9, 300), st.integers(0, 300))
def test_reversed_and_empty_intervals_are_refused(most: int, distance: int) -> None:
    with pytest.raises(AgesReversed):
        Ages(most + distance, most)
