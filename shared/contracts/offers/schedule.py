"""When an offer comes again: rules in local time (RFC 5545, Europe/Berlin), courses with their sign-up, pauses in holidays."""

from datetime import date, time
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.contracts.vocabulary import Line, Part

MOST_RULES = 10
MOST_COURSES = 10
MOST_EXCEPTIONS = 200

Rule = Annotated[str, StringConstraints(max_length=200, pattern=r"^[A-Z0-9=;,+\-]+$")]
"""The value of an RRULE, e.g. `FREQ=WEEKLY;BYDAY=TU`."""
Days = Annotated[tuple[date, ...], Field(max_length=MOST_EXCEPTIONS)]


class Recurrence(Part):
    """Dates by a rule: the first day, the hours, what falls out and what comes beside; without a rule the first day only."""

    first_day: date
    starts_at: time
    ends_at: time
    rule: Rule | None = None
    without: Days = ()
    additionally: Days = ()
    pauses_in_school_holidays: bool = False


class Course(Part):
    """Dates that one signs up for as a whole; both days of the sign-up period belong to it."""

    label: Line
    sign_up_from: date | None = None
    sign_up_until: date | None = None
    recurrences: tuple[Recurrence, ...] = Field(default=(), max_length=MOST_RULES)


class Schedule(Part):
    """Everything that recurs; single dates stand beside it as the offer's `dates`."""

    recurrences: tuple[Recurrence, ...] = Field(default=(), max_length=MOST_RULES)
    courses: tuple[Course, ...] = Field(default=(), max_length=MOST_COURSES)
