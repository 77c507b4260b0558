"""What a list of offers is asked for, and whose hidden offers the asker finds in it."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.offers.domain.offer_status import Status
from services.offers.storage.offer_list import OfferFilter
from services.offers.storage.visibility import Sight
from shared.contracts.vocabulary import AgeMonths, Key, LanguageTag, Slug
from shared.identity.actor import Actor
from shared.web.cursor import read_cursor

MOST_VALUES = 50
SearchText = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Several: Any = Field(default_factory=list, max_length=MOST_VALUES)


class OfferQuery(BaseModel):
    """Values of one filter are alternatives, different filters must all hold."""

    model_config = ConfigDict(extra="forbid")

    network: list[Slug] = Several
    age_months: list[AgeMonths] = Several
    phase: list[Key] = Several
    theme: list[Key] = Several
    language: list[LanguageTag] = Several
    organisation: list[UUID] = Several
    status: list[Status] = Several
    q: SearchText | None = None
    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = None

    def wanted(self) -> OfferFilter:
        """Return the filter; without a status the published offers are meant."""
        return OfferFilter(
            networks=self.network,
            ages_months=self.age_months,
            phases=self.phase,
            themes=self.theme,
            languages=self.language,
            organisations=self.organisation,
            statuses=self.status or (Status.PUBLISHED,),
            words=self.q,
        )

    def after(self) -> tuple[Any, ...] | None:
        """Return the key that the cursor names."""
        return read_cursor(self.cursor, str, UUID)


def sight_of(actor: Actor) -> Sight:
    """Return whose drafts and ended offers the actor finds."""
    return Sight(everything=actor.is_office, networks=actor.networks, organisations=actor.organisations)
