"""The chain of a quarter by theme: where it has holes and thin spots, and what carries children from phase to phase."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract
from shared.contracts.offers.prefix import PREFIX
from shared.contracts.vocabulary import AgeInterval, AgeMonths, Key, LanguageTag, Part, Slug

MOST_MONTHS = 141
MOST_PHASES = 30
MOST_LANGUAGES = 12
MOST_NAMED = 20

Children = Annotated[int, Field(ge=5)]
"""How many children are of an age; fewer than five are never told."""
Named = Annotated[tuple[UUID, ...], Field(max_length=MOST_NAMED)]


class ChainCover(Part):
    """Months over which so many offers lie."""

    ages: AgeInterval
    offers: int = Field(ge=0)


class ChainHole(Part):
    """Months without an offer."""

    ages: AgeInterval
    children: Children | None = None


class ThinReason(StrEnum):
    """Why months are thin: one offer alone, or several whose funding all ends soon."""

    ONLY_ONE = "only_one"
    FUNDING_ENDS = "funding_ends"


class ChainThinSpot(Part):
    """Months that hang on these offers; `until` is the day on which the last of their money ends, if that is soon."""

    ages: AgeInterval
    reason: ThinReason
    named_offers: Named
    until: date | None = None
    children: Children | None = None


class ChainTransition(Part):
    """The step from a life phase to the next; without bridges and agreements nothing carries over it."""

    from_phase: Key
    to_phase: Key
    at_month: AgeMonths
    bridges: Named = ()
    agreements: Named = ()
    is_secured: bool


class LanguageGap(Part):
    """Months without an offer that is held in this language."""

    language: LanguageTag
    holes: tuple[ChainHole, ...] = Field(max_length=MOST_MONTHS)


class ThemeChain(Part):
    """One theme of a quarter from pregnancy to the eleventh birthday. Of offers and agreements the first ones are named."""

    theme: Key
    offers: int = Field(ge=0)
    coverage: tuple[ChainCover, ...] = Field(max_length=MOST_MONTHS)
    holes: tuple[ChainHole, ...] = Field(default=(), max_length=MOST_MONTHS)
    thin_spots: tuple[ChainThinSpot, ...] = Field(default=(), max_length=MOST_MONTHS)
    transitions: tuple[ChainTransition, ...] = Field(default=(), max_length=MOST_PHASES)
    languages: tuple[LanguageGap, ...] = Field(default=(), max_length=MOST_LANGUAGES)


class ChainChanged(Contract):
    """A quarter's chain in one theme as it stands; its subject is `chain/<network>/<theme>`."""

    name: ClassVar[str] = PREFIX + "chain-changed"

    network: Slug
    chain: ThemeChain
