"""What a family looks for in a quarter, as the catalogue asks it and, while the catalogue is away, as the portal answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.portal.domain.ages import Ages
from services.portal.neighbours.offer import Offer

Query = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Ages in months (alternatives), a life phase, a language spoken, words; what is empty doesn't matter."""

    ages_months: Sequence[int] = ()
    phase: str | None = None
    language: str | None = None
    words: str | None = None
    cursor: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows the list."""
        return not (self.ages_months or self.phase or self.language or self.words)

    def query(self, network: str, *, limit: int) -> Query:
        """Return the query of the catalogue's list."""
        query = [("network", network), ("limit", str(limit))]
        query += [("age_months", str(age)) for age in self.ages_months]
        given = {"phase": self.phase, "language": self.language, "q": self.words, "cursor": self.cursor}
        return query + [(name, value) for name, value in given.items() if value]

    def fits(self, offer: Offer, *, phase_ages: Ages | None) -> bool:
        """Tell roughly whether an offer is meant; the catalogue knows word stems and typing errors as well."""
        text = f"{offer.title} {offer.description}".casefold()
        return (
            (not self.ages_months or any(offer.interval.contains(age) for age in self.ages_months))
            and (phase_ages is None or offer.interval.overlaps(phase_ages))
            and (not self.language or self.language in offer.languages)
            and all(word in text for word in (self.words or "").casefold().split())
        )
