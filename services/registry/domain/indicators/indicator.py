"""What is measured, and whether more of it is better or worse for families."""

import re
from dataclasses import dataclass
from enum import StrEnum

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import FieldRefused

# Names of routes beside /indicators/{key}.
RESERVED_KEYS = frozenset({"values", "sources"})
# Descent describes who lives somewhere; it is no cause of need, so nothing may be painted red by it.
DESCENT = re.compile(r"migration|mig?rant|zuwander|ausländ|auslaend|nationalit|staatsangeh|herkunft|religi|konfession")


class Unit(StrEnum):
    """What a figure counts, or to what it is related."""

    COUNT = "count"
    PERCENT = "percent"
    PER_100 = "per_100"
    PER_1000 = "per_1000"
    INDEX = "index"


class Direction(StrEnum):
    """Whether more of it is good news for families; a neutral one only describes and never shows a need."""

    MORE_IS_BETTER = "more_is_better"
    MORE_IS_WORSE = "more_is_worse"
    NEUTRAL = "neutral"


class DescentIsNoNeed(FieldRefused):
    """An indicator of descent or belief was given a direction, as if it were a cause of need."""

    def __init__(self) -> None:
        super().__init__("direction")


@dataclass(frozen=True, kw_only=True)
class Indicator(Aggregate):
    """An indicator; `caution` says in one sentence what it does not tell, and stands beside every chart of it."""

    key: str
    label: str
    unit: Unit
    direction: Direction
    caution: str

    def __post_init__(self) -> None:
        if self.direction is not Direction.NEUTRAL and DESCENT.search(f"{self.key} {self.label}".casefold()):
            raise DescentIsNoNeed
