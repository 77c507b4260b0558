"""Days and opening hours as people type them."""

from datetime import date, time

import pytest

from services.portal.domain.date_lines import LineNotUnderstood
from services.portal.domain.day_lines import read_days, read_hours, written_days, written_hours


def test_days_come_back_as_they_were_written() -> None:
    days = (date(2026, 12, 24), date(2027, 1, 1))
    assert tuple(read_days(written_days(days))) == days


@pytest.mark.parametrize(
    "line", ["Mo 9:00 bis 12:30", "montags 9 - 12.30 Uhr", "mo. 09:00–12:30", "Montag: 9 Uhr bis 12:30 Uhr"]
)
def test_hours_are_read_as_people_write_them(line: str) -> None:
    assert read_hours(line) == [(1, time(9), time(12, 30))]


def test_hours_come_back_as_they_were_written() -> None:
    assert read_hours(written_hours(7, time(9), time(23, 59))) == [(7, time(9), time(23, 59))]


@pytest.mark.parametrize("text", ["Mo", "Mo 25:00 bis 26:00", "täglich 9 bis 12"])
def test_what_is_no_hours_names_its_line(text: str) -> None:
    with pytest.raises(LineNotUnderstood) as told:
        read_hours("Di 9 bis 10\n" + text)
    assert told.value.number == 2


def test_a_day_that_does_not_exist_is_none() -> None:
    with pytest.raises(LineNotUnderstood):
        read_days("30.02.2026")
