"""Which day it is for people in Dortmund, and the same day some months later; inside, times are UTC."""

import calendar
from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def local_day(moment: datetime) -> date:
    """Return the calendar day of an aware time in Germany."""
    return moment.astimezone(BERLIN).date()


def months_later(day: date, months: int) -> date:
    """Return the day with the same number `months` later, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
