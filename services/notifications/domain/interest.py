"""What a subscriber wishes to hear of, and whether an offer is that: the rule that the set-based matching must equal."""

from dataclasses import dataclass
from datetime import date

from services.notifications.domain.calendar import age_in_months

YOUNGEST_MONTHS = -9
OLDEST_MONTHS = 18 * 12


class ImplausibleBirthMonth(ValueError):
    """A child of this platform is expected within nine months or younger than eighteen years."""


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
        begins_in_time = self.min_months is None or other.max_months is None or self.min_months < other.max_months
        ends_in_time = self.max_months is None or other.min_months is None or other.min_months < self.max_months
        return begins_in_time and ends_in_time


@dataclass(frozen=True, slots=True)
class Described:
    """The sides of an offer that interests are compared with."""

    network: str
    ages: Ages
    themes: frozenset[str]
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Interest:
    """Quarters, and a child's birth month (which moves through the ages by itself) or an interval of ages.

    Without themes or languages none of them matters; otherwise the offer must name one of them.
    """

    networks: frozenset[str]
    birth_month: date | None = None
    ages: Ages = Ages()
    themes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def wants(self, offer: Described, *, on: date) -> bool:
        """Tell whether the offer is of interest on a day."""
        return (
            offer.network in self.networks
            and self._fits_the_age(offer.ages, on)
            and (not self.themes or not self.themes.isdisjoint(offer.themes))
            and (not self.languages or not self.languages.isdisjoint(offer.languages))
        )

    def _fits_the_age(self, ages: Ages, on: date) -> bool:
        if self.birth_month is not None and not ages.contains(age_in_months(self.birth_month, on)):
            return False
        return self.ages.overlaps(ages)


def insist_on_plausible_birth_month(birth_month: date, *, on: date) -> None:
    """Return for a pregnancy or a child; raises ImplausibleBirthMonth."""
    if not YOUNGEST_MONTHS <= age_in_months(birth_month, on) < OLDEST_MONTHS:
        raise ImplausibleBirthMonth
