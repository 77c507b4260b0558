"""What is said about an offer, by those who give it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from services.offers.domain.ages import Ages
from services.offers.domain.content_refusals import MarkupInText
from services.offers.domain.cost import FREE, Cost
from services.offers.domain.languages import canonical_tag
from services.offers.domain.markup import holds_markup
from services.offers.domain.occurrence import Occurrence, in_order
from services.offers.domain.offer_texts import OfferText, each_language_once, outdated_where_untouched
from services.offers.domain.place import Place
from services.offers.domain.refusals import UnreadableLine
from services.offers.domain.schedule.schedule import NO_SCHEDULE, Schedule
from services.offers.domain.terms import (
    ROOM_UNKNOWN,
    Accessibility,
    BridgeLink,
    ContactPoint,
    Funding,
    Registration,
    Room,
)
from services.offers.domain.wording import breaks_lines

DEFAULT_KIND = "other"
ORIGINAL = frozenset({"title", "description"})
FOR_PROFESSIONALS = frozenset({"internal_note", "funding"})
"""What families, other towns and events never see."""


@dataclass(frozen=True, kw_only=True)
class OfferContent:
    """An offer's content. `title` and `description` are the original, in `text_language`; `texts` are its translations.

    Dates are told in order, repeated words once. Raises UnreadableLine, LanguageTwice.
    """

    network: str
    organisation: UUID
    title: str
    ages: Ages
    description: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    schedule_text: str | None = None
    dates: tuple[Occurrence, ...] = ()
    bridge: bool = False

    kind: str = DEFAULT_KIND
    text_language: str = "de"
    texts: tuple[OfferText, ...] = ()
    target_groups: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    schedule: Schedule = NO_SCHEDULE
    cost: Cost | None = FREE
    registration: Registration | None = None
    room: Room = ROOM_UNKNOWN
    accessibility: tuple[Accessibility, ...] = ()
    childcare: bool | None = None
    contact: ContactPoint | None = None
    bridges: tuple[BridgeLink, ...] = ()
    project: UUID | None = None
    goals: tuple[str, ...] = ()
    funding: Funding | None = None
    internal_note: str = ""

    def __post_init__(self) -> None:
        for field, line in self._lines():
            if breaks_lines(line):
                raise UnreadableLine(field)
        for field, value in self._in_their_one_form().items():
            object.__setattr__(self, field, value)

    def _in_their_one_form(self) -> dict[str, object]:
        language = canonical_tag(self.text_language)
        return {
            "themes": tuple(dict.fromkeys(self.themes)),
            "target_groups": tuple(dict.fromkeys(self.target_groups)),
            "goals": tuple(dict.fromkeys(self.goals)),
            "languages": tuple(dict.fromkeys(canonical_tag(tag) for tag in self.languages)),
            "accessibility": tuple(sorted(set(self.accessibility))),
            "dates": in_order(self.dates),
            "text_language": language,
            "texts": each_language_once(self.texts, original=language),
        }

    @property
    def place(self) -> Place | None:
        """Return the main place: the first one."""
        return self.places[0] if self.places else None

    @property
    def cost_cents(self) -> int | None:
        """Return the price where it is one amount."""
        return self.cost.cents if self.cost is not None else None

    @property
    def funding_ends_on(self) -> date | None:
        """Return the last day that somebody pays for."""
        return self.funding.ends_on if self.funding is not None else None

    def differing(self, other: "OfferContent") -> frozenset[str]:
        """Return the names of the fields in which the two differ."""
        return frozenset(
            field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name)
        )

    def insist_on_plain_text(self) -> None:
        """Return if no text holds HTML; raises MarkupInText. Asked of what is new: what was kept before is still read."""
        for field, text in (*self._lines(), *self._paragraphs()):
            if holds_markup(text):
                raise MarkupInText(field)

    def after(self, before: "OfferContent") -> "OfferContent":
        """Return the content as it follows another one: a changed original makes confirmed translations outdated."""
        if ORIGINAL.isdisjoint(self.differing(before)):
            return self
        return replace(self, texts=outdated_where_untouched(self.texts, before=before.texts))

    def _lines(self) -> Iterator[tuple[str, str]]:
        yield "title", self.title
        yield "schedule_text", self.schedule_text or ""
        for place in self.places:
            yield "place/name", place.name
            yield "place/address", place.address or ""
        yield from (("texts", text.title or "") for text in self.texts)
        yield from (("goals", goal) for goal in self.goals)
        yield from (("schedule", course.label) for course in self.schedule.courses)
        yield "contact", self.contact.function if self.contact is not None else ""
        yield "registration", (self.registration.way or "") if self.registration is not None else ""
        yield "cost", (self.cost.explanation or "") if self.cost is not None else ""
        yield "funding", self.funding.source if self.funding is not None else ""

    def _paragraphs(self) -> Iterator[tuple[str, str]]:
        yield "description", self.description
        yield "internal_note", self.internal_note
        yield from (("texts", text.description) for text in self.texts)
