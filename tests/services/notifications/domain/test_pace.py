"""Digests are due at 08:30 as the clocks of Dortmund show it, in summer, in winter and on the days between."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.calendar import BERLIN
from services.notifications.domain.pace import MARGIN, Pace, next_digest

MOMENTS = st.timedeltas(timedelta(), timedelta(days=2000)).map(lambda since: datetime(2024, 1, 1, tzinfo=UTC) + since)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-22T07:00Z", "2026-11-22T07:30Z"),
        ("2026-11-22T07:29Z", "2026-11-23T07:30Z"),
        ("2026-07-01T06:00Z", "2026-07-01T06:30Z"),
        ("2026-03-28T12:00Z", "2026-03-29T06:30Z"),
        ("2026-10-24T12:00Z", "2026-10-25T07:30Z"),
    ],
    ids=["winter", "too near", "summer", "the night that is an hour shorter", "the night that is an hour longer"],
)
def test_a_daily_digest_is_due_at_half_past_eight(now: str, due: str) -> None:
    assert next_digest(datetime.fromisoformat(now), Pace.DAILY) == datetime.fromisoformat(due)


@given(MOMENTS, st.sampled_from([Pace.DAILY, Pace.WEEKLY]))
def test_the_next_digest_is_the_first_one_that_is_not_too_near(now: datetime, pace: Pace) -> None:
    due = next_digest(now, pace).astimezone(BERLIN)
    longest = timedelta(days=1 if pace is Pace.DAILY else 7, hours=1)
    assert (due.hour, due.minute) == (8, 30)
    assert MARGIN < due - now <= longest + MARGIN
    assert pace is Pace.DAILY or due.weekday() == 0
