"""An offer as the catalogue tells it, in the words of the contract."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from services.portal.domain.ages import Ages
from shared.contracts.offers import OfferState, OfferStatus
from shared.contracts.offers.texts import TextState
from shared.contracts.vocabulary import Occurrence

READABLE = frozenset({TextState.CONFIRMED, TextState.MACHINE})


@dataclass(frozen=True, slots=True)
class ToldText:
    """Title and description in one language, and whether a person has checked them."""

    title: str
    description: str
    language: str
    is_checked: bool = True


class Offer(OfferState):
    """An offer; `revision` is the version that its ETag says."""

    revision: int = Field(validation_alias="version")

    @property
    def interval(self) -> Ages:
        """The ages it is for."""
        return Ages(self.ages.min_months, self.ages.max_months)

    @property
    def is_draft(self) -> bool:
        """Whether nobody outside has seen it yet."""
        return self.status in {OfferStatus.DRAFT, OfferStatus.IN_REVIEW}

    @property
    def is_published(self) -> bool:
        """Whether families find it now."""
        return self.status is OfferStatus.PUBLISHED

    @property
    def has_ended(self) -> bool:
        """Whether it is over."""
        return self.status is OfferStatus.ENDED

    def told_in(self, language: str) -> "ToldText":
        """Return what it says in a language; where nobody has translated it, the original."""
        for text in self.texts:
            if text.language == language and text.title and text.state in READABLE:
                is_checked = text.state is TextState.CONFIRMED
                return ToldText(text.title, text.description or self.description, language, is_checked=is_checked)
        return ToldText(self.title, self.description, self.text_language)

    def dates_from(self, moment: datetime) -> list[Occurrence]:
        """Return the dates that are not over yet, the next first."""
        return sorted((date for date in self.dates if date.ends_at > moment), key=lambda date: date.starts_at)


class OfferPage(BaseModel):
    """A part of a list of offers; `next` continues it."""

    model_config = ConfigDict(extra="ignore")

    items: tuple[Offer, ...]
    next: str | None = None
