"""What HSDS lists are asked for: the standard's parameters, those of its UK profile, and `program_id` for our quarters."""

import re
from datetime import UTC, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from services.offers.domain.schedule.rule import WEEKDAYS

MOST_VALUES = 50
MOST_A_PAGE = 500
OLDEST_YEARS = 120
_UNESCAPED = re.compile(r"(T[\d:.]+) (\d\d:\d\d)$")


def _with_plus(said: object) -> object:
    """Give a time its `+` back, which means a space in an address, and which programs forget to escape."""
    return _UNESCAPED.sub(r"\1+\2", said) if isinstance(said, str) else said


def _in_a_zone(said: datetime) -> datetime:
    """Take a time without a zone for UTC: the standard asks for none."""
    return said if said.tzinfo is not None else said.replace(tzinfo=UTC)


SearchText = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Weekday = Annotated[
    str, BeforeValidator(lambda said: str(said).upper()), StringConstraints(pattern="^(MO|TU|WE|TH|FR|SA|SU)$")
]
Postcode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
Moment = Annotated[datetime, BeforeValidator(_with_plus), AfterValidator(_in_a_zone)]
Years = Annotated[float, Field(ge=0, le=OLDEST_YEARS, allow_inf_nan=False)]
Several: Any = Field(default_factory=list, max_length=MOST_VALUES)


class PagedQuery(BaseModel):
    """Which page, or everything as lines."""

    model_config = ConfigDict(extra="forbid")

    page: int = Field(default=1, ge=1, le=1_000_000)
    per_page: int = Field(default=50, ge=1, le=MOST_A_PAGE)
    format: Literal["json", "ndjson"] = "json"
    search: list[SearchText] = Several

    @property
    def offset(self) -> int:
        """Return how many come before the page."""
        return (self.page - 1) * self.per_page


class OfferQuery(PagedQuery):
    """What is asked of offers; values of one parameter are alternatives, different parameters must all hold."""

    full: bool = False
    taxonomy_term_id: list[UUID] = Several
    taxonomy_id: list[UUID] = Several
    organization_id: list[UUID] = Several
    program_id: list[UUID] = Several
    modified_after: list[Moment] = Several
    minimum_age: list[Years] = Several
    maximum_age: list[Years] = Several
    day: list[Weekday] = Several
    start_time: list[time] = Several
    end_time: list[time] = Several
    postcode: list[Postcode] = Several
    proximity: Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)] | None = None

    @property
    def weekdays(self) -> list[int]:
        """Return the days as numbers, 1 is Monday."""
        return [WEEKDAYS.index(day) + 1 for day in self.day]


class ServiceQuery(OfferQuery):
    """A list of services; `minimal` is for copies that look what has changed."""

    minimal: bool = False


class OrganizationQuery(PagedQuery):
    """A list of organizations; terms are those of their offers."""

    full: bool = False
    full_service: bool = False
    taxonomy_term_id: list[UUID] = Several
    taxonomy_id: list[UUID] = Several


class TermQuery(PagedQuery):
    """A list of terms; ours have no terms below them."""

    taxonomy_id: list[UUID] = Several
    parent_id: list[UUID] = Several
    top_only: bool = False
