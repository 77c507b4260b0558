"""Dates by a rule, with what falls out, what comes beside, and pauses in the school holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.offers.domain.content_refusals import HoursReversed, RuleNeverHappens, TimeWithZone
from services.offers.domain.occurrence import FIRST_YEAR, LAST_YEAR, Occurrence
from services.offers.domain.refusals import DateOutOfRange
from services.offers.domain.schedule.local_time import moment
from services.offers.domain.schedule.rule import read_rule
from services.offers.domain.schedule.rule_days import days_of
from services.offers.domain.schedule.school_holidays import is_school_holiday

LONGEST_WAIT = timedelta(days=366 * 12)
"""A rule without any date in so many days is a mistake; the 29th of February comes within eight years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Local dates of one length; without a rule the first day only. Raises the refusals of schedules."""

    first_day: date
    starts_at: time
    ends_at: time
    rule: str | None = None
    without: tuple[date, ...] = ()
    additionally: tuple[date, ...] = ()
    pauses_in_school_holidays: bool = False

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is not None or self.ends_at.tzinfo is not None:
            raise TimeWithZone("schedule")
        if self.ends_at <= self.starts_at:
            raise HoursReversed("schedule")
        if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in (self.first_day, *self.additionally)):
            raise DateOutOfRange
        object.__setattr__(self, "without", tuple(sorted(set(self.without))))
        object.__setattr__(self, "additionally", tuple(sorted(set(self.additionally))))
        if self.rule is not None and not any(True for _ in self.regular_days(until=self.first_day + LONGEST_WAIT)):
            raise RuleNeverHappens

    def days(self, *, until: date) -> list[date]:
        """Return the local days up to a last one, in order."""
        regular = {day for day in self.regular_days(until=until) if not self.pauses_on(day)}
        beside = {day for day in self.additionally if day <= until}
        return sorted((regular - set(self.without)) | beside)

    def occurrences(self, *, since: datetime, until: datetime) -> Iterator[Occurrence]:
        """Yield the dates that end after `since` and begin before `until`, in order."""
        for day in self.days(until=(until + timedelta(days=1)).date()):
            date_of_day = self.on(day)
            if date_of_day.ends_at > since and date_of_day.starts_at < until:
                yield date_of_day

    def regular_days(self, *, until: date) -> Iterator[date]:
        """Yield the days of the rule up to a last one, also those that fall out."""
        if self.rule is None:
            return iter([self.first_day] if self.first_day <= until else [])
        return days_of(read_rule(self.rule), self.first_day, starts_at=self.starts_at, until=until)

    def pauses_on(self, day: date) -> bool:
        """Tell whether the rule pauses on a day because of the school holidays."""
        return self.pauses_in_school_holidays and is_school_holiday(day)

    def on(self, day: date) -> Occurrence:
        """Return the date of a day; its length is exact also where the clock changes (RFC 5545, section 3.8.5.3)."""
        begin = moment(day, self.starts_at)
        nominal = datetime.combine(day, self.ends_at, UTC) - datetime.combine(day, self.starts_at, UTC)
        return Occurrence(begin, begin + nominal)
