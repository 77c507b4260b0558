"""Which day it is for people in Dortmund; inside, times are UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def local_day(moment: datetime) -> date:
    """Return the calendar day of an aware time in Germany."""
    return moment.astimezone(BERLIN).date()
