"""What the catalogue's search answers."""

from pydantic import BaseModel, ConfigDict, Field

from services.portal.neighbours.offer import Offer
from shared.contracts.vocabulary import Occurrence


class Answer(BaseModel):
    """An answer of the catalogue; what we don't know of it yet doesn't disturb."""

    model_config = ConfigDict(extra="ignore")


class FoundOffer(Answer):
    """An offer, how far it is from the place that was named, and when it takes place or is open next."""

    offer: Offer
    metres: int | None = None
    next_date: Occurrence | None = None


class Facet(Answer):
    """A value of a filter and how many offers it would find."""

    value: str
    count: int


class Understood(Answer):
    """Words that were taken for a filter."""

    words: str
    filter: str
    value: str


class FoundPage(Answer):
    """A page of what was found; `next` continues it. Without the catalogue nothing is counted."""

    items: tuple[FoundOffer, ...]
    total: int
    next: str | None = None
    facets: dict[str, tuple[Facet, ...]] = Field(default_factory=dict)
    understood: tuple[Understood, ...] = ()

    def count_of(self, facet: str, value: str) -> int:
        """Return how many offers a value would find."""
        return next((each.count for each in self.facets.get(facet, ()) if each.value == value), 0)


class Standing(Answer):
    """How far the catalogue is; another word tells that something has changed."""

    standing: str


class Dates(Answer):
    """The dates of an offer in the weeks to come."""

    dates: tuple[Occurrence, ...] = ()
