"""Ages as people say them (years and months) and as the platform counts them (months, half-open, pregnancy below zero)."""

from dataclasses import dataclass
from datetime import date

MONTHS_A_YEAR = 12
PREGNANCY_MONTHS = range(-9, 0)


@dataclass(frozen=True, slots=True)
class Ages:
    """An interval of ages in months, half-open `[min, max)`; a missing bound is open."""

    min_months: int | None = None
    max_months: int | None = None

    def contains(self, months: int) -> bool:
        """Tell whether a child of this age is meant."""
        is_old_enough = self.min_months is None or self.min_months <= months
        return is_old_enough and (self.max_months is None or months < self.max_months)

    def overlaps(self, other: "Ages") -> bool:
        """Tell whether some age is in both intervals."""
        return _begins_before_end(self, other) and _begins_before_end(other, self)


def _begins_before_end(one: Ages, other: Ages) -> bool:
    return one.min_months is None or other.max_months is None or one.min_months < other.max_months


def months_of(years: int, months: int) -> int:
    """Return an age in months."""
    return years * MONTHS_A_YEAR + months


def year_of_life(years: int) -> Ages:
    """Return the interval in which a child is so many years old."""
    return Ages(years * MONTHS_A_YEAR, (years + 1) * MONTHS_A_YEAR)


def age_in_months(birth_month: date, *, on: date) -> int:
    """Return the age in begun months; negative before the birth."""
    return (on.year - birth_month.year) * MONTHS_A_YEAR + on.month - birth_month.month


def is_plausible_birth_month(birth_month: date, *, on: date) -> bool:
    """Tell whether a child of this month is expected within nine months, or younger than eighteen."""
    return min(PREGNANCY_MONTHS) <= age_in_months(birth_month, on=on) < 18 * MONTHS_A_YEAR
