"""Days as families in Dortmund count them, and ages in whole months."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def berlin_day(moment: datetime) -> date:
    """Return the day in Dortmund at an aware moment."""
    return moment.astimezone(BERLIN).date()


def first_of_month(day: date) -> date:
    """Return the day that stands for its month."""
    return day.replace(day=1)


def age_in_months(birth_month: date, on: date) -> int:
    """Return the age in begun months of life; negative before the birth month, so a pregnancy is -9 to -1."""
    return (on.year - birth_month.year) * 12 + on.month - birth_month.month
