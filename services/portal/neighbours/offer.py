"""An offer as the catalogue tells it, in the words of the contract."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from services.portal.domain.ages import Ages
from shared.contracts.offers import OfferState, OfferStatus
from shared.contracts.vocabulary import Occurrence


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

    def dates_from(self, moment: datetime) -> list[Occurrence]:
        """Return the dates that are not over yet, the next first."""
        return sorted((date for date in self.dates if date.ends_at > moment), key=lambda date: date.starts_at)


class OfferPage(BaseModel):
    """A part of a list of offers; `next` continues it."""

    model_config = ConfigDict(extra="ignore")

    items: tuple[Offer, ...]
    next: str | None = None


class PhaseCount(BaseModel):
    """A life phase and the number of offers that reach into it."""

    key: str
    offers: int


class Overview(BaseModel):
    """A quarter's offers in numbers."""

    published: int
    phases: tuple[PhaseCount, ...]

    def of_phase(self, key: str) -> int:
        """Return the number of offers in a phase."""
        return next((phase.offers for phase in self.phases if phase.key == key), 0)
