"""The form by which a family asks for messages: an address, a child's age without a name, and what matters to them."""

from datetime import date
from typing import Annotated, Any, Final, Literal

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, Field

from services.portal.domain.ages import is_plausible_birth_month, year_of_life
from shared.contracts.vocabulary import Key, LanguageTag
from shared.web.forms import Form
from shared.web.problems import mark

NOT_AN_ADDRESS: Final = mark("Das ist keine E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@anbieter.de")
NO_MONTH: Final = mark("Bitte wählen Sie Monat und Jahr.")
IMPLAUSIBLE_MONTH: Final = mark(
    "Bitte prüfen Sie Monat und Jahr: Das Kind ist unter 18 oder kommt in den nächsten 9 Monaten zur Welt."
)
NO_AGE: Final = mark("Bitte wählen Sie ein Alter.")
OLDEST_YEARS: Final = 10
FIELD_OF: Final = {
    "address": "address",
    "birth_month": "birth_month",
    "min_months": "age_years",
    "max_months": "age_years",
    "themes": "themes",
    "languages": "languages",
    "text_language": "text_language",
}
"""Which field of the form a member of the request is."""


def _address(text: str) -> str:
    try:
        return str(validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email)
    except EmailNotValidError as refused:
        raise ValueError(NOT_AN_ADDRESS) from refused


class Wish(BaseModel):
    """The form's fields."""

    address: Annotated[str, Field(max_length=254), AfterValidator(_address)]
    child: Literal["month", "age", "any"]
    birth_month: int | None = Field(default=None, ge=1, le=12)
    birth_year: int | None = Field(default=None, ge=1990, le=2199)
    age_years: int | None = Field(default=None, ge=0, le=OLDEST_YEARS)
    themes: list[Key] = Field(default=[], max_length=20)
    languages: list[LanguageTag] = Field(default=[], max_length=40)
    text_language: LanguageTag = "de"

    @property
    def born_in(self) -> date | None:
        """The birth month by its first day, also an expected one."""
        return date(self.birth_year, self.birth_month, 1) if self.birth_year and self.birth_month else None

    def request(self, network: str) -> dict[str, Any]:
        """Return what the keeper of subscriptions is asked for."""
        return {
            "address": self.address,
            "networks": [network],
            "themes": self.themes,
            "languages": self.languages,
            "text_language": self.text_language,
            **self._age(),
        }

    def _age(self) -> dict[str, Any]:
        if self.child == "month" and self.born_in is not None:
            return {"birth_month": f"{self.born_in:%Y-%m}"}
        if self.child == "age" and self.age_years is not None:
            interval = year_of_life(self.age_years)
            return {"min_months": interval.min_months, "max_months": interval.max_months}
        return {}


def with_childs_age_checked(form: Form[Wish], *, today: date) -> Form[Wish]:
    """Return the form, marked where the chosen way of telling the age has nothing sensible in it."""
    wish = form.values
    if wish is None:
        return form
    if wish.child == "age" and wish.age_years is None:
        return form.with_error("age_years", NO_AGE)
    if wish.child != "month":
        return form
    if wish.born_in is None:
        return form.with_error("birth_month" if wish.birth_month is None else "birth_year", NO_MONTH)
    if not is_plausible_birth_month(wish.born_in, on=today):
        return form.with_error("birth_month", IMPLAUSIBLE_MONTH)
    return form
