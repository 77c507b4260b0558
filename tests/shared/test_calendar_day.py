"""Days are counted as people in Dortmund count them, and months end where they end."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.calendar_day import local_day, months_later


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_changes_at_midnight_in_dortmund_in_summer_and_in_winter(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


def test_a_month_that_is_too_short_ends_on_its_last_day() -> None:
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_later(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert months_later(date(2024, 3, 31), -1) == date(2024, 2, 29)


@given(day=st.dates(date(2000, 1, 1), date(2100, 12, 31)), months=st.integers(-240, 240))
def test_months_later_is_the_same_day_or_the_last_of_exactly_that_month(day: date, months: int) -> None:
    later = months_later(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert later.day == day.day or months_later(later.replace(day=1), 1).toordinal() - later.toordinal() == 1
