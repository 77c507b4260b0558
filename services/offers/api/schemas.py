"""What comes in and goes out: the words are those of the contract, so that reading and hearing an offer are the same."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.offers.domain.ages import Ages
from services.offers.domain.occurrence import Occurrence as Date
from services.offers.domain.offer import Offer, OfferContent
from services.offers.domain.place import Place as Location
from services.offers.use_cases.telling import state_of
from shared.contracts.offers import OfferStatus
from shared.contracts.vocabulary import (
    AgeInterval,
    Key,
    LanguageTag,
    Line,
    Occurrence,
    Place,
    PositiveCents,
    Slug,
    Text,
)


class OfferBody(BaseModel):
    """An offer as its editor sends it; status and versions are the service's own."""

    model_config = ConfigDict(extra="forbid")

    network: Slug
    organisation: UUID
    title: Line
    description: Text = ""
    ages: AgeInterval
    themes: Annotated[tuple[Key, ...], Field(max_length=20)] = ()
    languages: Annotated[tuple[LanguageTag, ...], Field(max_length=40)] = ()
    place: Place | None = None
    schedule_text: Line | None = None
    dates: Annotated[tuple[Occurrence, ...], Field(max_length=400)] = ()
    cost_cents: PositiveCents | None = 0
    bridge: bool = False

    def content(self) -> OfferContent:
        """Return the domain's form; raises the domain's refusals of single values."""
        return OfferContent(
            network=self.network,
            organisation=self.organisation,
            title=self.title,
            description=self.description,
            ages=Ages(self.ages.min_months, self.ages.max_months),
            themes=self.themes,
            languages=self.languages,
            place=Location(**self.place.model_dump()) if self.place is not None else None,
            schedule_text=self.schedule_text,
            dates=tuple(Date(date.starts_at, date.ends_at) for date in self.dates),
            cost_cents=self.cost_cents,
            bridge=self.bridge,
        )


class OfferView(OfferBody):
    """An offer as it is read: what its editor said and what the service adds; `version` is what its ETag says."""

    id: UUID
    status: OfferStatus
    notice_version: int
    version: int


def view_of(offer: Offer) -> OfferView:
    """Return an offer as it is read."""
    return OfferView(**state_of(offer).model_dump(), version=offer.version)


class PhaseView(BaseModel):
    """A life phase with its number of published offers."""

    key: Key
    label: str
    ages: AgeInterval
    offers: int


class OverviewView(BaseModel):
    """What a network offers along the ages; an offer counts in every phase it reaches into."""

    network: Slug
    published: int
    phases: list[PhaseView]
