"""Recurrence rules once more, by looking at each day alone: in which period it lies and whether it suits."""

from calendar import isleap, monthrange
from datetime import date, timedelta
from itertools import groupby

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Parts = dict[str, str]


def looked_at(rule: str, first_day: date, until: date) -> list[date]:
    """The days from the first one on; positions count in the whole of a period, so the look begins with its year."""
    parts = dict(part.split("=") for part in rule.split(";"))
    begin, end = date(first_day.year, 1, 1) - timedelta(days=7), date(until.year + 1, 1, 7)
    days = [begin + timedelta(days=number) for number in range((end - begin).days)]
    suiting = [day for day in days if is_in_turn(parts, day, first_day) and suits(parts, day, first_day)]
    chosen = [
        day for _, group in groupby(suiting, key=lambda day: period(parts, day)) for day in picked(parts, [*group])
    ]
    return [day for day in chosen if first_day <= day <= until]


def period(parts: Parts, day: date) -> int:
    """The number of the period that a day lies in."""
    week_start = DAYS.index(parts.get("WKST", "MO"))
    return {
        "DAILY": day.toordinal(),
        "WEEKLY": (day.toordinal() - 1 - week_start) // 7,
        "MONTHLY": day.year * 12 + day.month,
        "YEARLY": day.year,
    }[parts["FREQ"]]


def is_in_turn(parts: Parts, day: date, first_day: date) -> bool:
    return (period(parts, day) - period(parts, first_day)) % int(parts.get("INTERVAL", "1")) == 0


def suits(parts: Parts, day: date, first_day: date) -> bool:
    if "BYMONTH" in parts and day.month not in numbers(parts["BYMONTH"]):
        return False
    if "BYMONTHDAY" in parts and not {day.day, day.day - monthrange(day.year, day.month)[1] - 1} & numbers(
        parts["BYMONTHDAY"]
    ):
        return False
    if "BYDAY" in parts:
        return any(is_weekday(parts, day, one) for one in parts["BYDAY"].split(","))
    return "BYMONTHDAY" in parts or is_like_the_first(parts, day, first_day)


def is_like_the_first(parts: Parts, day: date, first_day: date) -> bool:
    same_day = day.day == first_day.day
    return {
        "DAILY": True,
        "WEEKLY": day.weekday() == first_day.weekday(),
        "MONTHLY": same_day,
        "YEARLY": same_day and ("BYMONTH" in parts or day.month == first_day.month),
    }[parts["FREQ"]]


def is_weekday(parts: Parts, day: date, wanted: str) -> bool:
    if DAYS[day.weekday()] != wanted[-2:]:
        return False
    return not wanted[:-2] or int(wanted[:-2]) in ordinals_of(day, in_year=is_counted_in_the_year(parts))


def is_counted_in_the_year(parts: Parts) -> bool:
    return parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts


def ordinals_of(day: date, *, in_year: bool) -> set[int]:
    """Which of its weekday the day is, from the beginning and from the end."""
    place = day.timetuple().tm_yday if in_year else day.day
    length = 365 + isleap(day.year) if in_year else monthrange(day.year, day.month)[1]
    return {(place - 1) // 7 + 1, -((length - place) // 7 + 1)}


def picked(parts: Parts, days: list[date]) -> list[date]:
    if "BYSETPOS" not in parts:
        return days
    wanted = numbers(parts["BYSETPOS"])
    return [day for place, day in enumerate(days, 1) if {place, place - len(days) - 1} & wanted]


def numbers(text: str) -> set[int]:
    return {int(number) for number in text.split(",")}
