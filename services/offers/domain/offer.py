"""An offer and the steps of its life: draft → published → ended."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from uuid import UUID

from services.offers.domain.ages import Ages
from services.offers.domain.languages import canonical_tag
from services.offers.domain.notice import is_noteworthy
from services.offers.domain.occurrence import Occurrence, in_order
from services.offers.domain.place import Place
from services.offers.domain.refusals import (
    NetworkIsFixed,
    OfferHasEnded,
    OfferIsNotPublished,
    OfferIsPublished,
    UnreadableLine,
)
from services.offers.domain.wording import breaks_lines


class Status(StrEnum):
    """Where an offer stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class OfferContent:
    """What a partner says about an offer. Dates are told in order, repeated words once; raises UnreadableLine."""

    network: str
    organisation: UUID
    title: str
    ages: Ages
    description: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    place: Place | None = None
    schedule_text: str | None = None
    dates: tuple[Occurrence, ...] = ()
    cost_cents: int | None = 0
    bridge: bool = False

    def __post_init__(self) -> None:
        for field, line in self._lines():
            if line is not None and breaks_lines(line):
                raise UnreadableLine(field)
        object.__setattr__(self, "themes", tuple(dict.fromkeys(self.themes)))
        object.__setattr__(self, "languages", tuple(dict.fromkeys(canonical_tag(tag) for tag in self.languages)))
        object.__setattr__(self, "dates", in_order(self.dates))

    def _lines(self) -> tuple[tuple[str, str | None], ...]:
        place = self.place or Place(name="")
        return (
            ("title", self.title),
            ("schedule_text", self.schedule_text),
            ("place/name", place.name),
            ("place/address", place.address),
        )

    def differing(self, other: "OfferContent") -> frozenset[str]:
        """Return the names of the fields in which the two differ."""
        return frozenset(
            field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name)
        )


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An offer in one version; each step returns the next one."""

    id: UUID
    content: OfferContent
    status: Status = Status.DRAFT
    notice_version: int = 0
    version: int = 1

    @property
    def is_hidden(self) -> bool:
        """Tell whether only those who may change it may know of it; what was public once stays known."""
        return self.status is Status.DRAFT

    def changed(self, content: OfferContent) -> "Offer":
        """Return the offer with another content, itself if nothing differs; raises OfferHasEnded, NetworkIsFixed."""
        if self.status is Status.ENDED:
            raise OfferHasEnded
        if content.network != self.content.network:
            raise NetworkIsFixed(self.content.network)
        differing = self.content.differing(content)
        if not differing:
            return self
        tells = self.status is Status.PUBLISHED and is_noteworthy(differing)
        return self._next(content=content, notice_version=self.notice_version + tells)

    def published(self) -> "Offer":
        """Return the offer as families can find it; raises OfferIsPublished, OfferHasEnded."""
        if self.status is Status.PUBLISHED:
            raise OfferIsPublished
        if self.status is Status.ENDED:
            raise OfferHasEnded
        return self._next(status=Status.PUBLISHED, notice_version=self.notice_version + 1)

    def withdrawn(self) -> "Offer":
        """Return the offer as ended; raises OfferIsNotPublished, OfferHasEnded."""
        if self.status is Status.DRAFT:
            raise OfferIsNotPublished
        if self.status is Status.ENDED:
            raise OfferHasEnded
        return self._next(status=Status.ENDED)

    def _next(
        self, *, content: OfferContent | None = None, status: Status | None = None, notice_version: int | None = None
    ) -> "Offer":
        return replace(
            self,
            content=content or self.content,
            status=status or self.status,
            notice_version=self.notice_version if notice_version is None else notice_version,
            version=self.version + 1,
        )
