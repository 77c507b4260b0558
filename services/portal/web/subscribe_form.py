"""The three steps by which a family asks for messages: children without a name, what matters to them, and an address.

What earlier steps said travels in hidden fields of the next form: never in an address, and nothing is kept until the last one.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, Field

from services.portal.domain.ages import is_plausible_birth_month, year_of_life
from services.portal.domain.filters import USUAL_RADIUS_METRES
from services.portal.storage.places import KnownPlace
from shared.contracts.vocabulary import Key, LanguageTag, Slug
from shared.web.forms import Form
from shared.web.problems import mark

NOT_AN_ADDRESS: Final = mark("Das ist keine E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@anbieter.de")
NO_MONTH: Final = mark("Bitte wählen Sie Monat und Jahr.")
IMPLAUSIBLE_MONTH: Final = mark(
    "Bitte prüfen Sie Monat und Jahr: Das Kind ist unter 18 oder kommt in den nächsten 9 Monaten zur Welt."
)
NO_AGE: Final = mark("Bitte wählen Sie ein Alter.")
OLDEST_YEARS: Final = 10
MOST_CHILDREN: Final = 4
Month = Annotated[int | None, Field(ge=1, le=12)]
Year = Annotated[int | None, Field(ge=1990, le=2199)]
FIELD_OF: Final = {
    "address": "address",
    "birth_month": "birth_month",
    "birth_months": "birth_month",
    "min_months": "age_years",
    "max_months": "age_years",
    "networks": "networks",
    "themes": "themes",
    "languages": "languages",
    "weekdays": "weekdays",
    "pace": "pace",
    "text_language": "text_language",
}
"""Which field of the form a member of the request is."""


def checked_address(text: str) -> str:
    """Return an address as it is written to; raises ValueError with a sentence."""
    try:
        return str(validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email)
    except EmailNotValidError as refused:
        raise ValueError(NOT_AN_ADDRESS) from refused


class Children(BaseModel):
    """The first step: for whom."""

    child: Literal["month", "age", "any"]
    children: int = Field(default=1, ge=1, le=MOST_CHILDREN)
    birth_month: Month = None
    birth_year: Year = None
    birth_month_2: Month = None
    birth_year_2: Year = None
    birth_month_3: Month = None
    birth_year_3: Year = None
    birth_month_4: Month = None
    birth_year_4: Year = None
    age_years: int | None = Field(default=None, ge=0, le=OLDEST_YEARS)

    def said(self) -> Iterator[tuple[str, str, date | None]]:
        """Yield each child's two fields and the birth month by its first day, also an expected one."""
        for number in range(1, self.children + 1):
            of_month, of_year = month_fields(number)
            month, year = getattr(self, of_month), getattr(self, of_year)
            if number == 1 or month or year:
                yield of_month, of_year, date(year, month, 1) if month and year else None

    def request(self) -> dict[str, Any]:
        """Return what the keeper of subscriptions is told of the ages."""
        if self.child == "month":
            return {"birth_months": [f"{born:%Y-%m}" for _, _, born in self.said() if born is not None]}
        if self.child == "age" and self.age_years is not None:
            interval = year_of_life(self.age_years)
            return {"min_months": interval.min_months, "max_months": interval.max_months}
        return {}


class Matters(BaseModel):
    """The second step: where, and what matters."""

    networks: list[Slug] = Field(min_length=1, max_length=20)
    place: UUID | None = None
    radius: int = Field(default=USUAL_RADIUS_METRES, ge=100, le=50_000)
    themes: list[Key] = Field(default=[], max_length=20)
    languages: list[LanguageTag] = Field(default=[], max_length=40)
    weekdays: list[Annotated[int, Field(ge=1, le=7)]] = Field(default=[], max_length=7)

    def request(self, place: KnownPlace | None) -> dict[str, Any]:
        """Return what the keeper of subscriptions is told; `place` is the one that was chosen."""
        said = self.model_dump(include={"networks", "themes", "languages", "weekdays"})
        if place is None:
            return said
        around = {"latitude": place.latitude, "longitude": place.longitude, "radius_metres": self.radius}
        return {**said, "around": around}


class Delivery(BaseModel):
    """The third step: to which address, how often, in which language."""

    address: Annotated[str, Field(max_length=254), AfterValidator(checked_address)]
    pace: Literal["at-once", "daily", "weekly"] = "at-once"
    text_language: LanguageTag = "de"


class Step(BaseModel):
    """Which step was filled in, and which button was pressed."""

    step: int = Field(default=1, ge=1, le=3)
    then: Literal["", "back", "child"] = ""


STEPS: Final[tuple[type[BaseModel], ...]] = (Children, Matters, Delivery)


def month_fields(number: int) -> tuple[str, str]:
    """Return the names of a child's two fields; the first child's carry no number."""
    suffix = "" if number == 1 else f"_{number}"
    return f"birth_month{suffix}", f"birth_year{suffix}"


def with_childs_age_checked(form: Form[Any], *, today: date) -> Form[Any]:
    """Return the first step's form, marked where the chosen way of telling the age has nothing sensible in it."""
    children: Children | None = form.values
    if children is None:
        return form
    if children.child == "age" and children.age_years is None:
        return form.with_error("age_years", NO_AGE)
    if children.child != "month":
        return form
    for of_month, of_year, born in children.said():
        if born is None:
            form = form.with_error(of_year if getattr(children, of_month) else of_month, NO_MONTH)
        elif not is_plausible_birth_month(born, on=today):
            form = form.with_error(of_month, IMPLAUSIBLE_MONTH)
    return form
