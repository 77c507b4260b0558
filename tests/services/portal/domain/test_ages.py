"""Ages are half-open intervals of months."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.portal.domain.ages import Ages, age_in_months, is_plausible_birth_month, year_of_life

BOUNDS = st.none() | st.integers(-9, 60)
INTERVALS = st.builds(Ages, BOUNDS, BOUNDS).filter(
    lambda ages: ages.min_months is None or ages.max_months is None or ages.min_months < ages.max_months
)


@given(INTERVALS, INTERVALS)
def test_intervals_overlap_where_they_share_an_age(one: Ages, other: Ages) -> None:
    shared = any(one.contains(age) and other.contains(age) for age in range(-20, 80))
    assert one.overlaps(other) == shared


def test_a_year_of_life_ends_before_the_birthday() -> None:
    assert year_of_life(1).contains(23)
    assert not year_of_life(1).contains(24)


def test_a_child_is_expected_within_nine_months() -> None:
    today = date(2026, 11, 22)
    assert is_plausible_birth_month(date(2027, 8, 1), on=today)
    assert not is_plausible_birth_month(date(2027, 9, 1), on=today)
    assert age_in_months(date(2026, 10, 1), on=today) == 1
