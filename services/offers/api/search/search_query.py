"""What a search is asked for."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.offers.api.offer_query import SearchText
from services.offers.domain.languages import canonical_tag
from services.offers.domain.search.catalogue import Place
from services.offers.domain.search.wanted import Flag, Near, Point, Wanted
from services.offers.domain.search.when import Daytime, Weekday
from shared.contracts.vocabulary import AgeMonths, Key, LanguageTag, Latitude, Longitude, Slug
from shared.web.cursor import read_cursor

MOST_VALUES = 20
Several: Any = Field(default_factory=list, max_length=MOST_VALUES)
BirthMonth = Annotated[str, StringConstraints(pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")]
"""A year and a month; a coming one is a pregnancy."""


class OfferChoice(BaseModel):
    """What holds for a while: values of one filter are alternatives, different filters must all hold."""

    model_config = ConfigDict(extra="forbid")

    q: SearchText = ""
    network: list[Slug] = Several
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    radius_metres: int = Field(default=2_000, ge=100, le=25_000)
    age_months: list[AgeMonths] = Several
    birth_month: list[BirthMonth] = Several
    phase: list[Key] = Several
    theme: list[Key] = Several
    target_group: list[Key] = Several
    language: list[LanguageTag] = Several
    accessibility: list[Key] = Several
    weekday: list[Weekday] = Several
    daytime: list[Daytime] = Several
    free: bool = False
    free_places: bool = False
    bridge: bool = False

    @model_validator(mode="after")
    def _knows_the_whole_point(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("Bitte geben Sie Breite und Länge zusammen an.")
        return self

    def wanted(self, today: date) -> Wanted:
        """Return the filters; birth months are ages on this day."""
        return Wanted(
            networks=self.network,
            near=self._near(),
            ages_months=[*self.age_months, *(_age(month, today) for month in self.birth_month)],
            phases=self.phase,
            themes=self.theme,
            target_groups=self.target_group,
            languages=[canonical_tag(tag) for tag in self.language],
            accessibility=self.accessibility,
            weekdays=self.weekday,
            daytimes=self.daytime,
            flags=frozenset(flag for flag in Flag if getattr(self, flag.value, False)),
        )

    def _near(self) -> Near | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Near(Point(self.latitude, self.longitude), self.radius_metres)


class SearchQuery(OfferChoice):
    """The same, also for this moment, page by page."""

    open_now: bool = False
    today: bool = False
    facets: bool = True
    limit: int = Field(default=20, ge=1, le=100)
    cursor: str | None = None

    def after(self) -> Place | None:
        """Return the place in the ranking that the cursor names."""
        return read_cursor(self.cursor, int, int, int, UUID)


def _age(month: str, today: date) -> int:
    year, _, number = month.partition("-")
    return (today.year - int(year)) * 12 + today.month - int(number)
