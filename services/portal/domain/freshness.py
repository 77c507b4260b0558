"""When an offer wants to be looked at again: its kind says after how many days without a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

# The catalogue's own measure for a kind that nobody has defined (services/offers, freshness).
USUAL_DAYS = 180
SOON = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Recheck:
    """When an offer is due, seen from a day."""

    due_on: date
    today: date

    @property
    def is_due(self) -> bool:
        """Whether it should have been confirmed by now."""
        return self.due_on <= self.today

    @property
    def is_soon(self) -> bool:
        """Whether it is due within three weeks."""
        return self.today < self.due_on <= self.today + SOON


def recheck_of(confirmed_on: date | None, kind: str, *, days: Mapping[str, int], today: date) -> Recheck | None:
    """Return when an offer is due; None for one that was never public."""
    if confirmed_on is None:
        return None
    return Recheck(confirmed_on + timedelta(days=days.get(kind, days.get("other", USUAL_DAYS))), today)
