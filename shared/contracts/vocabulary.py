"""Words that several contracts share, with their limits."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)]
Line = Annotated[
    str,
    StringConstraints(
        min_length=1, max_length=200, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
    ),
]
Text = Annotated[str, StringConstraints(max_length=10_000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*$", max_length=35)]
AccountId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Source = Annotated[str, StringConstraints(pattern=r"^/[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
AgeMonths = Annotated[int, Field(ge=-9, le=300)]
PositiveCents = Annotated[int, Field(ge=0, le=10_000_000)]


class Part(BaseModel):
    """A value inside a payload."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class AgeInterval(Part):
    """The child's age in months, half-open `[min, max)`; a missing bound is open, pregnancy is negative."""

    min_months: AgeMonths | None = None
    max_months: AgeMonths | None = None

    @model_validator(mode="after")
    def _is_not_reversed(self) -> "AgeInterval":
        if self.min_months is not None and self.max_months is not None and self.min_months >= self.max_months:
            raise ValueError("Das Höchstalter muss über dem Mindestalter liegen.")
        return self


class Place(Part):
    """Where something takes place; coordinates are WGS 84 degrees."""

    name: Line
    address: Line | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    anchor_site: UUID | None = None


class Occurrence(Part):
    """One date of an offer; both ends are aware times."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> "Occurrence":
        if self.ends_at <= self.starts_at:
            raise ValueError("Das Ende muss nach dem Beginn liegen.")
        return self
