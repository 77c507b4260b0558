"""A source may ask so often an hour; who it is can't be told from what is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.web.source_limit import SourceLimit, TooManyRequests

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_source_is_stopped_at_its_limit_and_others_are_not() -> None:
    limit = SourceLimit(most_per_hour=2)
    limit.count("one", now=NOON)
    limit.count("one", now=NOON)
    with pytest.raises(TooManyRequests):
        limit.count("one", now=NOON)
    limit.count("other", now=NOON)


@pytest.mark.parametrize("later", [timedelta(hours=1), timedelta(days=1)])
def test_the_next_hour_and_the_next_day_begin_anew(later: timedelta) -> None:
    limit = SourceLimit(most_per_hour=1)
    limit.count("one", now=NOON)
    limit.count("one", now=NOON + later)


def test_no_source_is_kept_in_clear() -> None:
    limit = SourceLimit(most_per_hour=1)
    limit.count("192.0.2.7", now=NOON)
    assert "192.0.2.7" not in repr(vars(limit))
