"""All dates of an offer in a window: single ones and those of its schedule."""

from collections.abc import Sequence
from datetime import datetime

from services.offers.domain.occurrence import Occurrence, in_order
from services.offers.domain.schedule.schedule import MOST_OCCURRENCES, Schedule


def dates_between(
    single: Sequence[Occurrence], schedule: Schedule, *, since: datetime, until: datetime, most: int = MOST_OCCURRENCES
) -> tuple[Occurrence, ...]:
    """Return at most so many dates that end after `since` and begin before `until`, each once, the earliest first."""
    own = [date for date in single if date.ends_at > since and date.starts_at < until]
    return in_order((*own, *schedule.occurrences(since=since, until=until, most=most)))[:most]
