"""The single dates of an offer, in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from services.offers.domain.refusals import DateOutOfRange, EndBeforeStart

FIRST_YEAR = 2000
LAST_YEAR = 2199


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One date from an aware time to a later one; raises EndBeforeStart and DateOutOfRange."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise EndBeforeStart
        if self.starts_at.year < FIRST_YEAR or self.ends_at.year > LAST_YEAR:
            raise DateOutOfRange

    def in_utc(self) -> "Occurrence":
        """Return the same date told in UTC."""
        return Occurrence(self.starts_at.astimezone(UTC), self.ends_at.astimezone(UTC))


def in_order(dates: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Return the dates in UTC, each once, the earliest first."""
    return tuple(sorted({date.in_utc() for date in dates}))
