"""All that recurs of an offer: rules and courses; expanded only within a window, and never more dates than a list shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice

from services.offers.domain.content_refusals import CourseWithoutDates, SignUpReversed, TooManyRules
from services.offers.domain.occurrence import Occurrence
from services.offers.domain.schedule.recurrence import Recurrence

MOST_RULES = 20
MOST_OCCURRENCES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Dates that one signs up for as a whole; both days of the sign-up period belong to it."""

    label: str
    sign_up_from: date | None = None
    sign_up_until: date | None = None
    recurrences: tuple[Recurrence, ...] = ()

    def __post_init__(self) -> None:
        if not self.recurrences:
            raise CourseWithoutDates(self.label)
        if self.sign_up_from and self.sign_up_until and self.sign_up_until < self.sign_up_from:
            raise SignUpReversed(self.label)

    def takes_sign_ups(self, day: date) -> bool:
        """Tell whether one can sign up on a day."""
        has_begun = self.sign_up_from is None or self.sign_up_from <= day
        return has_begun and (self.sign_up_until is None or day <= self.sign_up_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Rules and courses; raises TooManyRules."""

    recurrences: tuple[Recurrence, ...] = ()
    courses: tuple[Course, ...] = ()

    def __post_init__(self) -> None:
        if len(self.all_recurrences()) > MOST_RULES:
            raise TooManyRules(MOST_RULES)

    def all_recurrences(self) -> tuple[Recurrence, ...]:
        """Return every rule, those of courses too."""
        return (*self.recurrences, *(rule for course in self.courses for rule in course.recurrences))

    def occurrences(self, *, since: datetime, until: datetime, most: int = MOST_OCCURRENCES) -> tuple[Occurrence, ...]:
        """Return at most so many dates that end after `since` and begin before `until`, each once, in order."""
        found = merge(*(rule.occurrences(since=since, until=until) for rule in self.all_recurrences()))
        return tuple(islice(_each_once(found), most))


NO_SCHEDULE = Schedule()


def _each_once(dates: Iterator[Occurrence]) -> Iterator[Occurrence]:
    last: Occurrence | None = None
    for one in dates:
        if one != last:
            yield one
        last = one
