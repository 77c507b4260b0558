"""Wishes: what families miss in a quarter, as counts of a life phase and a theme. There is no single wish to be found."""

from dataclasses import dataclass
from enum import StrEnum

SMALLEST_CELL = 5
# Figures stand still between these, so that nobody can watch the wish of a neighbour being counted.
STEPS = (5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


class Theme(StrEnum):
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


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is missing, and for whom."""

    network: str
    phase: str
    theme: Theme

    @property
    def subject(self) -> str:
        """The subject of its events."""
        return f"wish/{self.network}/{self.phase}/{self.theme}"


@dataclass(frozen=True, kw_only=True)
class WishFigure:
    """How many families at least have wished for it."""

    network: str
    phase: str
    theme: Theme
    at_least: int


def steps_reached(count: int) -> int:
    """Return how many of the steps a count has reached; none below five."""
    return sum(count >= step for step in STEPS)


def coarse(count: int) -> int | None:
    """Return the highest step that a count has reached; None below five, which nobody is told."""
    reached = steps_reached(count)
    return STEPS[reached - 1] if reached else None
