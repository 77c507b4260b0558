"""What is missing in a quarter, counted without anybody's name, and who could give it."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Key, Slug

SMALLEST_CELL = 5


class WishTheme(StrEnum):
    """The themes that a wish may name, those of the reference data; a free text would invite what nobody may know."""

    SPRACHBILDUNG = "sprachbildung"
    GESUNDHEIT = "gesundheit"
    BILDUNG = "bildung"
    BETREUUNG = "betreuung"
    SPIEL_SPORT_BEWEGUNG = "spiel_sport_bewegung"
    VERSORGUNG_ARMUT = "versorgung_armut"
    FAMILIE_LEBEN = "familie_leben"
    WOHNUMFELD = "wohnumfeld"
    UEBERGAENGE = "uebergaenge"
    RUND_UM_DIE_GEBURT = "rund_um_die_geburt"
    BERATUNG = "beratung"
    ELTERNBILDUNG = "elternbildung"
    BEGEGNUNG = "begegnung"
    LESEN = "lesen"


class GiverKind(StrEnum):
    """Who gives; a person gives as a function and stays without a name."""

    RESIDENT = "resident"
    VOLUNTEER = "volunteer"
    COMPANY = "company"


class Gift(StrEnum):
    """What is given."""

    TIME = "time"
    ROOMS = "rooms"
    MONEY = "money"


class GiverState(StrEnum):
    """Where a giver stands."""

    OPEN = "open"
    MATCHED = "matched"
    CLOSED = "closed"


class WishCounted(Contract):
    """So many families at least miss this; told when a round number is reached, so that no single wish can be made out."""

    name: ClassVar[str] = PREFIX + "wish-counted"

    network: Slug
    phase: Key
    theme: WishTheme
    at_least: int = Field(ge=SMALLEST_CELL)


class GiverDefined(Contract):
    """Somebody gives time, rooms or money for a theme; without phases for all of them. `partner` only names an organisation."""

    name: ClassVar[str] = PREFIX + "giver-defined"

    id: UUID
    network: Slug
    kind: GiverKind
    partner: UUID | None = None
    gift: Gift
    theme: WishTheme
    phases: tuple[Key, ...] = Field(default=(), max_length=20)
    state: GiverState
    matched_phase: Key | None = None


CONTRACTS: tuple[type[Contract], ...] = (WishCounted, GiverDefined)
