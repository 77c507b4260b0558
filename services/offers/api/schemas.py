"""What comes in and goes out: the words are those of the contract, so that reading and hearing an offer are the same."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.offers.domain.cost import cost_of_cents
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import DEFAULT_KIND, OfferContent
from services.offers.storage.content_json import content_of, json_of
from services.offers.use_cases.telling import state_of
from shared.contracts.offers import OfferStatus
from shared.contracts.offers.places import MOST_PLACES, OfferPlace
from shared.contracts.offers.schedule import Schedule
from shared.contracts.offers.terms import BridgeLink, ContactPoint, Cost, Registration, Room
from shared.contracts.offers.texts import OfferText
from shared.contracts.registry.directory import Accessibility
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

SHORT_FORMS = frozenset({"place", "cost_cents"})
ONLY_IN_EVENTS = {"notice"}


class FundingPart(BaseModel):
    """Who pays for an offer and until when."""

    model_config = ConfigDict(extra="forbid")

    source: Line
    ends_on: date | None = None


class ContactBody(ContactPoint):
    """Whom to ask; number and mailbox are shown to everybody only where `is_public` says that the institution wants it."""

    is_public: bool = False


class OfferFields(BaseModel):
    """What everybody may know of an offer's content. `place` and `cost_cents` are the first place and a single price in short."""

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

    kind: Key = DEFAULT_KIND
    text_language: LanguageTag = "de"
    texts: Annotated[tuple[OfferText, ...], Field(max_length=40)] = ()
    target_groups: Annotated[tuple[Key, ...], Field(max_length=20)] = ()
    places: Annotated[tuple[OfferPlace, ...], Field(max_length=MOST_PLACES)] = ()
    schedule: Schedule = Schedule()
    cost: Cost | None = None
    registration: Registration | None = None
    room: Room = Room()
    accessibility: Annotated[tuple[Accessibility, ...], Field(max_length=len(Accessibility))] = ()
    childcare: bool | None = None
    contact: ContactPoint | None = None
    bridges: Annotated[tuple[BridgeLink, ...], Field(max_length=10)] = ()
    project: UUID | None = None
    goals: Annotated[tuple[Line, ...], Field(max_length=10)] = ()


class OfferBody(OfferFields):
    """An offer as its editor sends it; status and versions are the service's own.

    From `kind` on, what is left out stays as it was: editors that know the short forms only don't lose the rest. Subscribers hear of
    date, place, price, age and capacity; of mere wording where `tell_subscribers` is said.
    """

    contact: ContactBody | None = None
    funding: FundingPart | None = None
    internal_note: Text = ""
    tell_subscribers: bool = False

    def content(self) -> OfferContent:
        """Return the domain's form of a new offer; raises the domain's refusals of single values."""
        said: dict[str, Any] = self.model_dump(mode="json", exclude={*SHORT_FORMS, "tell_subscribers"})
        if "places" not in self.model_fields_set and self.place is not None:
            said["places"] = [self.place.model_dump(mode="json")]
        if "cost" not in self.model_fields_set:
            said["cost"] = cost_of_cents(self.cost_cents)
        return content_of(said)

    def upon(self, before: OfferContent) -> OfferContent:
        """Return what an offer shall say that says something already."""
        content = self.content()
        kept = {name: getattr(before, name) for name in LATER_FIELDS - self.model_fields_set}
        if "places" in kept:
            kept["places"] = _places(content, before)
        if "cost" in kept and content.cost_cents != before.cost_cents:
            kept["cost"] = content.cost
        return replace(content, **kept)


LATER_FIELDS = frozenset(
    {"funding", "internal_note", *list(OfferFields.model_fields)[list(OfferFields.model_fields).index("kind") :]}
)


def _places(content: OfferContent, before: OfferContent) -> tuple[Any, ...]:
    """Return the places where only the main one was said: it replaces the first, and keeps that one's hours."""
    if content.place is None:
        return before.places[1:]
    hours = before.place.opening_hours if before.place is not None else ()
    return (replace(content.place, opening_hours=hours), *before.places[1:])


class OfferView(OfferFields):
    """An offer as everybody may read it; `version` is what its ETag says, `confirmed_on` when it was last known to be right."""

    id: UUID
    status: OfferStatus
    notice_version: int
    confirmed_on: date | None
    version: int


class ProfessionalView(OfferView):
    """An offer as those read it who may change it."""

    contact: ContactBody | None = None
    funding: FundingPart | None = None
    internal_note: Text = ""
    publish_at: datetime | None = None
    sent_back_because: str | None = None


def view_of(offer: Offer) -> OfferView:
    """Return an offer as everybody may read it."""
    return OfferView(**state_of(offer).model_dump(exclude=ONLY_IN_EVENTS), version=offer.version)


def professional_view_of(offer: Offer) -> ProfessionalView:
    """Return an offer as those read it who may change it."""
    said = json_of(offer.content)
    own = {name: said[name] for name in ("contact", "funding", "internal_note")}
    return ProfessionalView(
        **{**state_of(offer).model_dump(exclude=ONLY_IN_EVENTS), **own},
        version=offer.version,
        publish_at=offer.publish_at,
        sent_back_because=offer.sent_back_because,
    )


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
