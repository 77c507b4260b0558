"""Dates as people type them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.domain.date_lines import LineNotUnderstood, read_dates, written_date

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2199, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone


@given(MOMENTS, st.integers(1, 60 * 60))
def test_a_written_date_is_read_as_the_same(start: datetime, minutes: int) -> None:
    start = start.replace(second=0, microsecond=0)
    text = written_date(start, start + timedelta(minutes=minutes))
    ((begun, ended),) = read_dates(text)
    assert written_date(begun, ended) == text


@pytest.mark.parametrize(
    "line",
    [
        "24.12.2026, 10:00 bis 11:30",
        "24.12.2026 10.00-11.30",
        "24.12.2026 10:00 Uhr – 11:30 Uhr",
        "  24.12.2026, 10:00 BIS 11:30 ",
    ],
)
def test_people_write_dates_in_many_ways(line: str) -> None:
    ((start, end),) = read_dates(line)
    assert start.isoformat() == "2026-12-24T10:00:00+01:00"
    assert (end - start) == timedelta(minutes=90)


def test_a_line_that_is_no_date_is_named_by_its_number() -> None:
    with pytest.raises(LineNotUnderstood) as caught:
        read_dates("24.12.2026, 10:00 bis 11:30\n\nirgendwann")
    assert caught.value.number == 3
