"""What somebody looks for: values of one filter are alternatives, different filters must all hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, hypot, radians

from services.offers.domain.search.when import Daytime, Weekday

METRES_A_DEGREE = 111_195.0


class Flag(StrEnum):
    """What an offer has or has not."""

    FREE = "free"
    FREE_PLACES = "free_places"
    BRIDGE = "bridge"
    OPEN_NOW = "open_now"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    latitude: float
    longitude: float

    def metres_to(self, latitude: float, longitude: float) -> float:
        """Return the distance on a plane that touches this point; right to 0.1 % within a city."""
        north = (latitude - self.latitude) * METRES_A_DEGREE
        east = (longitude - self.longitude) * METRES_A_DEGREE * cos(radians(self.latitude))
        return hypot(north, east)


@dataclass(frozen=True, slots=True)
class Near:
    """A circle."""

    point: Point
    radius_metres: int


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """All filters; an empty one lets everything pass."""

    networks: Sequence[str] = ()
    near: Near | None = None
    ages_months: Sequence[int] = ()
    phases: Sequence[str] = ()
    themes: Sequence[str] = ()
    target_groups: Sequence[str] = ()
    languages: Sequence[str] = ()
    accessibility: Sequence[str] = ()
    weekdays: Sequence[Weekday] = ()
    daytimes: Sequence[Daytime] = ()
    flags: frozenset[Flag] = frozenset()
