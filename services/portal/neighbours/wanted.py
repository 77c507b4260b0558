"""What a family looks for in a quarter, as the catalogue asks it and, while the catalogue is away, as the portal answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.portal.domain.ages import Ages
from services.portal.neighbours.offer import Offer

Query = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Circle:
    """A place, WGS 84 degrees, and how far around it."""

    latitude: float
    longitude: float
    radius_metres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Ages in months, a life phase, words and the catalogue's other filters; what is empty doesn't matter."""

    ages_months: Sequence[int] = ()
    phase: str | None = None
    words: str | None = None
    themes: Sequence[str] = ()
    languages: Sequence[str] = ()
    weekdays: Sequence[str] = ()
    daytimes: Sequence[str] = ()
    accessibility: Sequence[str] = ()
    flags: Sequence[str] = ()
    near: Circle | None = None
    cursor: str | None = None

    def query(self, network: str, *, limit: int, facets: bool = True) -> Query:
        """Return the query of the catalogue's search."""
        query = [("network", network), ("limit", str(limit))]
        query += [("age_months", str(age)) for age in self.ages_months]
        for name, values in self._several().items():
            query += [(name, value) for value in values]
        query += [(flag, "true") for flag in self.flags]
        given = {"phase": self.phase, "q": self.words, "cursor": self.cursor}
        query += [(name, value) for name, value in given.items() if value]
        return query + self._near() + ([] if facets else [("facets", "false")])

    def _several(self) -> dict[str, Sequence[str]]:
        return {
            "theme": self.themes,
            "language": self.languages,
            "weekday": self.weekdays,
            "daytime": self.daytimes,
            "accessibility": self.accessibility,
        }

    def _near(self) -> Query:
        if self.near is None:
            return []
        place = self.near
        named = {"latitude": place.latitude, "longitude": place.longitude, "radius_metres": place.radius_metres}
        return [(name, str(value)) for name, value in named.items()]

    @property
    def needs_the_catalogue(self) -> bool:
        """Whether only the catalogue can answer: it alone knows when something takes place, and how far it is."""
        return bool(self.weekdays or self.daytimes or self.near or self.cursor or set(self.flags) - {"free", "bridge"})

    def fits(self, offer: Offer, *, phase_ages: Ages | None) -> bool:
        """Tell roughly whether an offer is meant; the catalogue knows word stems and typing errors as well."""
        text = f"{offer.title} {offer.description}".casefold()
        return (
            (not self.ages_months or any(offer.interval.contains(age) for age in self.ages_months))
            and (phase_ages is None or offer.interval.overlaps(phase_ages))
            and _meets(self.languages, offer.languages)
            and _meets(self.themes, offer.themes)
            and _meets(self.accessibility, offer.accessibility)
            and ("free" not in self.flags or offer.cost_cents == 0)
            and ("bridge" not in self.flags or offer.bridge)
            and all(word in text for word in (self.words or "").casefold().split())
        )


def _meets(wanted: Sequence[str], there: Sequence[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(there)
