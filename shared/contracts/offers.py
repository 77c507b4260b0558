"""What the offer catalogue tells: the whole public state of an offer at each step of its life."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract, Visibility
from shared.contracts.redaction import EventsRedacted
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

PREFIX = "de.infamilie.offers."


class OfferStatus(StrEnum):
    """Where an offer stands; only published ones are public."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ENDED = "ended"


class OfferState(Contract):
    """An offer as other services see it. `notice_version` grows only when subscribers should hear of it."""

    id: UUID
    network: Slug
    organisation: UUID
    title: Line
    description: Text = ""
    ages: AgeInterval
    themes: tuple[Key, ...] = Field(default=(), max_length=20)
    languages: tuple[LanguageTag, ...] = Field(default=(), max_length=40)
    place: Place | None = None
    schedule_text: Line | None = None
    dates: tuple[Occurrence, ...] = Field(default=(), max_length=400)
    cost_cents: PositiveCents | None = None
    bridge: bool = False
    status: OfferStatus
    notice_version: int = Field(default=0, ge=0)


class OfferDrafted(OfferState):
    """A draft was made or changed; nobody outside may see it."""

    name: ClassVar[str] = PREFIX + "offer-drafted"


class OfferPublished(OfferState):
    """The offer can be found by families from now on."""

    name: ClassVar[str] = PREFIX + "offer-published"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


class OfferChanged(OfferState):
    """A published offer says something else now."""

    name: ClassVar[str] = PREFIX + "offer-changed"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


class OfferWithdrawn(OfferState):
    """The offer has ended."""

    name: ClassVar[str] = PREFIX + "offer-withdrawn"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


class OffersEventsRedacted(EventsRedacted):
    """Events of the catalogue say nothing any more; whoever kept what they said deletes it."""

    name: ClassVar[str] = PREFIX + "events-redacted"


CONTRACTS: tuple[type[Contract], ...] = (
    OfferDrafted,
    OfferPublished,
    OfferChanged,
    OfferWithdrawn,
    OffersEventsRedacted,
)
