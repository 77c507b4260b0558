"""Where somebody lives, roughly, and how far an offer may be: the same arithmetic as the matching's SQL (haversine, WGS 84 degrees)."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_METRES = 6_371_008.8
METRES_A_DEGREE = 111_000
"""Of latitude; a little less than in truth, so that whoever compares by it leaves out nobody."""
DECIMALS = 3
"""Coordinates are kept to about 100 metres: enough for a radius, too little for a door."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth."""

    latitude: float
    longitude: float

    def metres_to(self, other: "Point") -> float:
        """Return the distance along the surface."""
        north = sin(radians(other.latitude - self.latitude) / 2) ** 2
        east = sin(radians(other.longitude - self.longitude) / 2) ** 2
        share = north + cos(radians(self.latitude)) * cos(radians(other.latitude)) * east
        return 2 * EARTH_RADIUS_METRES * asin(sqrt(share))


@dataclass(frozen=True, slots=True)
class Circle:
    """A place and the way that somebody goes from there."""

    centre: Point
    radius_metres: int

    def contains(self, point: Point) -> bool:
        """Tell whether a point is near enough."""
        return self.centre.metres_to(point) <= self.radius_metres


def roughly(latitude: float, longitude: float) -> Point:
    """Return the point as it may be kept."""
    return Point(round(latitude, DECIMALS), round(longitude, DECIMALS))
