"""The filter of a quarter's page as it stands in the address; what makes no sense is left out instead of refused."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from services.portal.domain.ages import PREGNANCY_MONTHS, months_of
from services.portal.neighbours.wanted import Wanted

OLDEST_YEARS = 11
UNBORN = "schwanger"
LONGEST_WORDS = 100


class QuarterFilter(BaseModel):
    """A family's question: how old the child is, which language, which words."""

    model_config = ConfigDict(frozen=True)

    years: str = Field(default="", alias="jahre")
    months: str = Field(default="", alias="monate")
    phase: str = ""
    language: str = Field(default="", alias="sprache")
    words: str = Field(default="", alias="suche")
    cursor: str = Field(default="", alias="weiter")

    @property
    def is_unborn(self) -> bool:
        """Whether the child is not born yet."""
        return self.years == UNBORN

    @property
    def age_months(self) -> int | None:
        """The child's age, if one was said."""
        if self.is_unborn or not (self.years or self.months):
            return None
        years, months = _number(self.years, OLDEST_YEARS), _number(self.months, 11)
        return None if years is None or months is None else months_of(years, months)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not (self.is_unborn or self.age_months is not None or self.phase or self.language or self.words)

    def again(self) -> dict[str, str]:
        """Return the query that asks the same from the first page on."""
        return {
            "jahre": self.years, "monate": self.months, "phase": self.phase, "sprache": self.language, "suche": self.words
        }  # fmt: skip

    def wanted(self) -> Wanted:
        """Return what the catalogue is asked for."""
        age = self.age_months
        ages = tuple(PREGNANCY_MONTHS) if self.is_unborn else (() if age is None else (age,))
        return Wanted(
            ages_months=ages,
            phase=self.phase or None,
            language=self.language or None,
            words=self.words or None,
            cursor=self.cursor or None,
        )


async def _filter(
    *,
    years: Annotated[str, Query(alias="jahre", max_length=20)] = "",
    months: Annotated[str, Query(alias="monate", max_length=20)] = "",
    phase: Annotated[str, Query(max_length=60, pattern=r"^([a-z0-9]+([_-][a-z0-9]+)*)?$")] = "",
    language: Annotated[str, Query(alias="sprache", max_length=35, pattern=r"^[a-zA-Z0-9-]*$")] = "",
    words: Annotated[str, Query(alias="suche", max_length=500)] = "",
    cursor: Annotated[str, Query(alias="weiter", max_length=500)] = "",
) -> QuarterFilter:
    readable = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return QuarterFilter(
        jahre=years, monate=months, phase=phase, sprache=language, suche=readable[:LONGEST_WORDS], weiter=cursor
    )


def _number(text: str, most: int) -> int | None:
    """Return a number of the form's choices; nothing said counts as zero."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= most else None


AskedFor = Annotated[QuarterFilter, Depends(_filter)]
"""A route's parameter type."""
