"""The state of an offer as other services see it, and the events that tell it at each step of its life."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field, model_validator

from shared.contracts.contract import Contract, Upcast, Visibility
from shared.contracts.offers.lifting import in_full
from shared.contracts.offers.notices import OfferNotice
from shared.contracts.offers.places import MOST_PLACES, OfferPlace
from shared.contracts.offers.prefix import PREFIX
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


class OfferStatus(StrEnum):
    """Where an offer stands; only published and paused ones are public."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    PAUSED = "paused"
    ENDED = "ended"


class OfferState(Contract):
    """An offer as other services see it. `notice_version` grows only when subscribers should hear of it.

    `title` and `description` are the original, written in `text_language`. `place` is the first of `places`, `cost_cents`
    the price where it is one amount. Internal notes and the funding are in no event. `notice` is said by the event that makes
    `notice_version` grow, and by no later one.
    """

    version: ClassVar[int] = 2
    upcasts: ClassVar[dict[int, Upcast]] = {1: in_full}

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

    kind: Key = "other"
    text_language: LanguageTag = "de"
    texts: tuple[OfferText, ...] = Field(default=(), max_length=40)
    target_groups: tuple[Key, ...] = Field(default=(), max_length=20)
    places: tuple[OfferPlace, ...] = Field(default=(), max_length=MOST_PLACES)
    schedule: Schedule = Schedule()
    cost: Cost | None = None
    registration: Registration | None = None
    room: Room = Room()
    accessibility: tuple[Accessibility, ...] = Field(default=(), max_length=len(Accessibility))
    childcare: bool | None = None
    contact: ContactPoint | None = None
    bridges: tuple[BridgeLink, ...] = Field(default=(), max_length=10)
    project: UUID | None = None
    goals: tuple[Line, ...] = Field(default=(), max_length=10)
    confirmed_on: date | None = None
    notice: OfferNotice | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_full(cls, said: Any) -> Any:
        return in_full(said) if isinstance(said, dict) else said


class OfferDrafted(OfferState):
    """A draft was made, changed, submitted for review or sent back; nobody outside may see it."""

    name: ClassVar[str] = PREFIX + "offer-drafted"


class OfferPublished(OfferState):
    """The offer can be found by families from now on, for the first time or again after a pause."""

    name: ClassVar[str] = PREFIX + "offer-published"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


class OfferChanged(OfferState):
    """A published offer says something else now, or was confirmed to be still right."""

    name: ClassVar[str] = PREFIX + "offer-changed"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


class OfferPaused(OfferState):
    """The offer does not take place for a while, or a paused one says something else; families don't find it meanwhile."""

    name: ClassVar[str] = PREFIX + "offer-paused"
    version: ClassVar[int] = 1
    upcasts: ClassVar[dict[int, Upcast]] = {}
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


class OfferWithdrawn(OfferState):
    """The offer has ended."""

    name: ClassVar[str] = PREFIX + "offer-withdrawn"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC
