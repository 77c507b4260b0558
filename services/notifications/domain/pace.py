"""How often somebody wants to be told, and when what waits is due: 08:30 in Berlin, in summer and winter alike."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from services.notifications.domain.calendar import BERLIN

DIGEST_TIME = time(8, 30)
DIGEST_WEEKDAY = 0
MARGIN = timedelta(minutes=2)
"""A slot that begins so soon is passed over: what is being written now may be committed after its digest has left."""


class Pace(StrEnum):
    """From the quickest to the rarest."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"


PACES = tuple(Pace)
"""Paces in the order of their numbers in `subscription_targets`."""


def next_digest(now: datetime, pace: Pace) -> datetime:
    """Return when the next digest of a pace is due after a time in UTC; weekly ones are on Mondays."""
    day = now.astimezone(BERLIN).date()
    if pace is Pace.WEEKLY:
        day += timedelta(days=(DIGEST_WEEKDAY - day.weekday()) % 7)
    step = timedelta(days=7 if pace is Pace.WEEKLY else 1)
    slot = datetime.combine(day, DIGEST_TIME, tzinfo=BERLIN)
    return slot if slot - now > MARGIN else datetime.combine(day + step, DIGEST_TIME, tzinfo=BERLIN)
