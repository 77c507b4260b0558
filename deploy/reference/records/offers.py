"""Documented kinds of offers, and offers of these kinds at real places or invented for a demonstration."""

from typing import Literal

from pydantic import model_validator

from deploy.reference.records.documented import Ages, Documented, Evidence, Record
from shared.contracts.vocabulary import Key, LanguageTag, Line, Occurrence, PositiveCents, Slug, Text


class OfferKind(Documented):
    """A kind of offer that the sources describe. Without `languages`, `multilingual` takes the network's list, else German."""

    key: Key
    title: Line
    description: Text
    ages: Ages
    themes: tuple[Key, ...]
    languages: tuple[LanguageTag, ...] = ()
    multilingual: bool = False
    cost_cents: PositiveCents | None = None
    bridge: bool = False
    in_dortmund: Literal["verified", "probable", "unverified"]
    historic: bool = False

    @property
    def runs_in_dortmund(self) -> bool:
        """Tell whether a real offer of this kind may be listed today."""
        return self.in_dortmund == "verified" and not self.historic


class NamedPlace(Record):
    """A place that is no anchor site."""

    name: Line
    address: Line | None = None


class Offer(Documented):
    """An offer; what it leaves out it takes from its kind."""

    key: Slug
    kind: Key
    partner: Slug
    site: Slug | None = None
    place: NamedPlace | None = None
    schedule: Line
    title: Line | None = None
    ages: Ages | None = None
    languages: tuple[LanguageTag, ...] = ()
    cost_cents: PositiveCents | None = None
    dates: tuple[Occurrence, ...] = ()
    invented: bool = False

    @model_validator(mode="after")
    def _invented_says_so_twice(self) -> "Offer":
        if self.invented != (self.evidence is Evidence.INVENTED):
            raise ValueError("invented and evidence: invented belong together")
        if self.invented and not self.note:
            raise ValueError("an invented offer needs a note that says so")
        return self


class NetworkOffers(Record):
    """One file: the offers of one network."""

    network: Slug
    offers: tuple[Offer, ...]
