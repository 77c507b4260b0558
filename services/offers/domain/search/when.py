"""When an offer takes place, as the search asks: on which weekday, at which time of day, today, now."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from services.offers.domain.schedule.local_time import moment
from services.offers.domain.search.words import compared_words
from shared.calendar_day import BERLIN, local_day

FOR_EVER = date.max.toordinal()


class Weekday(StrEnum):
    """A day of the week; the order is ISO 8601's."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Daytime(StrEnum):
    """A part of the day, by the hour in which something begins: before 12, before 17, later."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


WEEKDAYS = tuple(Weekday)
DAYTIMES = tuple(Daytime)
UNKNOWN_DAYTIME = len(DAYTIMES)
_CODES_A_DAY = len(DAYTIMES) + 1
_NOON, _EVENING = 12, 17
_GERMAN = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
GERMAN_WEEKDAYS = {**dict(zip(_GERMAN, WEEKDAYS, strict=True)), "sonnabend": Weekday.SATURDAY}
_HOUR = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)?\s*(?:uhr|h\b|-|–|bis)", re.IGNORECASE)

Slots = dict[int, int]
"""A weekday with its time of day as a number (`code_of`), and the last day (ordinal) on which it comes so."""


def code_of(weekday: int, daytime: int) -> int:
    """Return the number of a weekday (0 is Monday) with a time of day (0 to 2, 3 when it is not known)."""
    return weekday * _CODES_A_DAY + daytime


def daytime_of(hour: int) -> int:
    """Return the number of the time of day in which an hour lies."""
    return (hour >= _NOON) + (hour >= _EVENING)


def slots_of_dates(starts: Iterable[datetime]) -> Slots:
    """Return the weekdays and times of day on which something begins, each with its last day."""
    slots: Slots = {}
    for start in starts:
        local = start.astimezone(BERLIN)
        code = code_of(local.weekday(), daytime_of(local.hour))
        slots[code] = max(slots.get(code, 0), local.toordinal())
    return slots


def slots_of_text(text: str) -> Slots:
    """Return what a sentence tells, e.g. „dienstags und freitags ab 15 Uhr“; it is taken to hold for ever."""
    words = {word.removesuffix("s") for word in compared_words(text)}
    hours = [int(found) for found in _HOUR.findall(text) if int(found) < 24]
    daytime = daytime_of(hours[0]) if hours else UNKNOWN_DAYTIME
    days = {WEEKDAYS.index(day) for name, day in GERMAN_WEEKDAYS.items() if name in words}
    return {code_of(day, daytime): FOR_EVER for day in sorted(days)}


def minute_of(at: datetime) -> int:
    """Return the minutes since 1970 of an aware time."""
    return int(at.timestamp()) // 60


def minutes_of_day(at: datetime) -> tuple[int, int]:
    """Return the first minute of the local day and of the next one; a day in March is an hour shorter."""
    day = local_day(at)
    return minute_of(moment(day, time())), minute_of(moment(day + timedelta(days=1), time()))


@lru_cache(maxsize=500)
def codes_of(weekdays: tuple[Weekday, ...], daytimes: tuple[Daytime, ...]) -> tuple[int, ...]:
    """Return the numbers of all combinations; without daytimes also those whose time is not known."""
    days = [WEEKDAYS.index(day) for day in weekdays] or range(len(WEEKDAYS))
    times = [DAYTIMES.index(each) for each in daytimes] or range(_CODES_A_DAY)
    return tuple(code_of(day, each) for day in days for each in times)
