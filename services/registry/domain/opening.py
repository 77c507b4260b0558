"""What a place offers beside its address: when it is open, whom it is accessible for, and which rooms it shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from itertools import pairwise

from services.registry.domain.refusals import EndsBeforeStart, HoursOverlap


class Accessibility(StrEnum):
    """What helps people with disabilities, and people with prams too."""

    STEP_FREE = "step_free"
    LIFT = "lift"
    ACCESSIBLE_TOILET = "accessible_toilet"
    ACCESSIBLE_PARKING = "accessible_parking"
    INDUCTION_LOOP = "induction_loop"
    TACTILE_GUIDANCE = "tactile_guidance"
    SIGN_LANGUAGE = "sign_language"
    PLAIN_LANGUAGE = "plain_language"
    PRAM_PARKING = "pram_parking"
    CHANGING_TABLE = "changing_table"
    QUIET_ROOM = "quiet_room"


@dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """An interval of a weekday, 1 is Monday (ISO 8601), in Dortmund's time."""

    weekday: int
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise EndsBeforeStart("opening_hours")


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room that others may use."""

    name: str
    seats: int | None = None
    equipment: tuple[str, ...] = ()


def in_order(hours: Sequence[OpeningHours]) -> tuple[OpeningHours, ...]:
    """Return the intervals of a week in their order; raises HoursOverlap."""
    ordered = tuple(sorted(hours, key=lambda each: (each.weekday, each.opens)))
    if any(one.weekday == next_one.weekday and next_one.opens < one.closes for one, next_one in pairwise(ordered)):
        raise HoursOverlap("opening_hours")
    return ordered
