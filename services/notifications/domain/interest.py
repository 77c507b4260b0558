"""What a subscriber wishes to hear of, and whether an offer is that: the rule that the set-based matching must equal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.calendar import age_in_months, first_of_month
from services.notifications.domain.place import Circle, Point
from shared.calendar_day import months_later

YOUNGEST_MONTHS = -9
OLDEST_MONTHS = 18 * 12
UNBORN_MONTHS = -120
GROWN_MONTHS = 1200
"""Ages beyond which no child of a subscription is."""
SOON_MONTHS = 2
"""So long before its age a child hears of an offer, and its family of the next life phase."""


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

    def contains_soon(self, months: int) -> bool:
        """Tell whether a child of this age is meant, or will be within two months."""
        is_old_enough = self.min_months is None or self.min_months <= months + SOON_MONTHS
        return is_old_enough and (self.max_months is None or months < self.max_months)

    def overlaps(self, other: "Ages") -> bool:
        """Tell whether some age is in both intervals."""
        begins_in_time = self.min_months is None or other.max_months is None or self.min_months < other.max_months
        ends_in_time = self.max_months is None or other.min_months is None or other.min_months < self.max_months
        return begins_in_time and ends_in_time


def birth_months_of(ages: Ages, *, on: date) -> tuple[date, date]:
    """Return the first and the last month in which a child is born for whom the ages are right on a day, or soon."""
    youngest = UNBORN_MONTHS if ages.min_months is None else ages.min_months - SOON_MONTHS
    oldest = GROWN_MONTHS if ages.max_months is None else ages.max_months - 1
    return months_later(first_of_month(on), -oldest), months_later(first_of_month(on), -youngest)


@dataclass(frozen=True, slots=True)
class Described:
    """The sides of an offer that interests are compared with; without weekdays nobody knows when it takes place."""

    network: str
    ages: Ages
    themes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Quarters or a circle, and children's birth months (which move through the ages by themselves) or an interval of ages.

    Without themes, target groups or languages none of them matters; otherwise the offer must name one of them. Weekdays count
    from Monday, 1; an offer that tells none is heard of whatever the days.
    """

    networks: frozenset[str] = frozenset()
    circle: Circle | None = None
    birth_months: frozenset[date] = frozenset()
    ages: Ages = Ages()
    themes: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()

    def wants(self, offer: Described, *, on: date) -> bool:
        """Tell whether the offer is of interest on a day."""
        return (
            (offer.network in self.networks or self.is_near(offer))
            and self._fits_the_age(offer.ages, on)
            and (not self.weekdays or not offer.weekdays or not self.weekdays.isdisjoint(offer.weekdays))
            and _names_one(self.themes, offer.themes)
            and _names_one(self.target_groups, offer.target_groups)
            and _names_one(self.languages, offer.languages)
        )

    def is_near(self, offer: Described) -> bool:
        """Tell whether one of the offer's places is in the circle."""
        circle = self.circle
        return circle is not None and any(circle.contains(point) for point in offer.points)

    def radius_if_near(self, offer: Described) -> int | None:
        """Return the radius in metres if it is why an offer is heard of; None where its quarter was asked for."""
        return None if self.circle is None or offer.network in self.networks else self.circle.radius_metres

    def fitting_child(self, ages: Ages, *, on: date) -> date | None:
        """Return the birth month for which the ages are right, now before soon, the youngest first; None without children."""
        fitting = [born for born in self.birth_months if ages.contains_soon(age_in_months(born, on))]
        return max(fitting, key=lambda born: (ages.contains(age_in_months(born, on)), born), default=None)

    def _fits_the_age(self, ages: Ages, on: date) -> bool:
        if self.birth_months and self.fitting_child(ages, on=on) is None:
            return False
        return self.ages.overlaps(ages)


def insist_on_plausible_birth_months(birth_months: Iterable[date], *, on: date) -> None:
    """Return for pregnancies and children; raises ImplausibleBirthMonth."""
    if not all(YOUNGEST_MONTHS <= age_in_months(born, on) < OLDEST_MONTHS for born in birth_months):
        raise ImplausibleBirthMonth


def _names_one(asked: frozenset[str], named: frozenset[str]) -> bool:
    return not asked or not asked.isdisjoint(named)
