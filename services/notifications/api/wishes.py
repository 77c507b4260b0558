"""How a wish is written in requests and answers: quarters or a place, children or an age, and what else an offer must have."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from services.notifications.domain.interest import Ages, Interest
from services.notifications.domain.pace import Pace
from services.notifications.domain.place import Circle, roughly
from services.notifications.domain.subscription import AskedFor, Channel, Topic
from shared.contracts.vocabulary import AgeMonths, Key, LanguageTag, Latitude, Longitude, Slug
from shared.web.problems import mark

MOST_CHILDREN = 12
MOST_METRES = 50_000

AGES_REVERSED = mark("Das jüngste Alter muss unter dem ältesten liegen.")
ONE_AGE_ONLY = mark("Bitte geben Sie den Geburtsmonat oder das Alter an, nicht beides.")
NOT_A_MONTH = mark("Bitte geben Sie Jahr und Monat an, zum Beispiel 2026-03.")
NO_PLACE = mark("Bitte wählen Sie ein Quartier oder einen Ort mit Umkreis.")


def _month(value: Any) -> Any:
    try:
        return date.fromisoformat(f"{value}-01") if isinstance(value, str) else value
    except ValueError as unreadable:
        raise ValueError(NOT_A_MONTH) from unreadable


BirthMonth = Annotated[date, BeforeValidator(_month, json_schema_input_type=str)]
LowerLanguageTag = Annotated[LanguageTag, StringConstraints(to_lower=True)]
Weekday = Annotated[int, Field(ge=1, le=7)]


class Body(BaseModel):
    """A request's body; unknown members are refused, so that nobody tells us more than we ask for."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Around(Body):
    """A place and a radius; of the place about 100 metres are kept."""

    latitude: Latitude
    longitude: Longitude
    radius_metres: int = Field(ge=100, le=MOST_METRES)


class Wish(Body):
    """What somebody wants to hear of. Birth months as YYYY-MM, in the future for a pregnancy; weekdays from Monday, 1.

    `birth_month` is `birth_months` for one child.
    """

    networks: tuple[Slug, ...] = Field(default=(), max_length=20)
    around: Around | None = None
    birth_month: BirthMonth | None = None
    birth_months: tuple[BirthMonth, ...] = Field(default=(), max_length=MOST_CHILDREN)
    min_months: AgeMonths | None = None
    max_months: AgeMonths | None = None
    themes: tuple[Key, ...] = Field(default=(), max_length=20)
    target_groups: tuple[Key, ...] = Field(default=(), max_length=20)
    languages: tuple[LowerLanguageTag, ...] = Field(default=(), max_length=40)
    weekdays: tuple[Weekday, ...] = Field(default=(), max_length=7)
    pace: Pace = Pace.AT_ONCE
    channel: Channel = Channel.E_MAIL
    text_language: LowerLanguageTag = "de"

    @model_validator(mode="after")
    def _names_a_place_and_one_age(self) -> Self:
        low, high = self.min_months, self.max_months
        if not self.networks and self.around is None:
            raise ValueError(NO_PLACE)
        if self.children() and (low is not None or high is not None):
            raise ValueError(ONE_AGE_ONLY)
        if low is not None and high is not None and low >= high:
            raise ValueError(AGES_REVERSED)
        return self

    def children(self) -> frozenset[date]:
        """Return the birth months, each once."""
        return frozenset((*self.birth_months, *((self.birth_month,) if self.birth_month is not None else ())))

    def wish(self) -> AskedFor:
        """Return what is asked for in the domain's words."""
        return AskedFor(
            interest=self._interest(), pace=self.pace, channel=self.channel, text_language=self.text_language
        )

    def _interest(self) -> Interest:
        around = self.around
        return Interest(
            networks=frozenset(self.networks),
            circle=None if around is None else Circle(roughly(around.latitude, around.longitude), around.radius_metres),
            birth_months=self.children(),
            ages=Ages(self.min_months, self.max_months),
            themes=frozenset(self.themes),
            target_groups=frozenset(self.target_groups),
            languages=frozenset(self.languages),
            weekdays=frozenset(self.weekdays),
        )


class AroundView(BaseModel):
    """The place as it is kept."""

    latitude: float
    longitude: float
    radius_metres: int


class WishView(BaseModel):
    """A wish as its owner sees it; `birth_month` is the youngest child's."""

    networks: list[str]
    around: AroundView | None = None
    birth_month: str | None = None
    birth_months: list[str] = []
    min_months: int | None = None
    max_months: int | None = None
    themes: list[str] = []
    target_groups: list[str] = []
    languages: list[str] = []
    weekdays: list[int] = []
    pace: Pace
    channel: Channel
    text_language: str
    topics: list[Topic] = []


def wish_of(asked_for: AskedFor) -> dict[str, Any]:
    """Return the members of a WishView."""
    interest = asked_for.interest
    months = [f"{month:%Y-%m}" for month in sorted(interest.birth_months, reverse=True)]
    circle = interest.circle
    return {
        "networks": sorted(interest.networks),
        "around": circle
        and {
            "latitude": circle.centre.latitude,
            "longitude": circle.centre.longitude,
            "radius_metres": circle.radius_metres,
        },
        "birth_month": months[0] if months else None,
        "birth_months": months,
        "min_months": interest.ages.min_months,
        "max_months": interest.ages.max_months,
        "themes": sorted(interest.themes),
        "target_groups": sorted(interest.target_groups),
        "languages": sorted(interest.languages),
        "weekdays": sorted(interest.weekdays),
        "pace": asked_for.pace,
        "channel": asked_for.channel,
        "text_language": asked_for.text_language,
        "topics": sorted(asked_for.topics),
    }
