"""Which offers lie in a circle: their points in the order of their latitudes, so that only a strip of them is measured."""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians

from services.offers.domain.search.wanted import METRES_A_DEGREE, Near

MOST_REMEMBERED = 8
ROUNDING_DEGREES = 1e-5


class Circles:
    """The points of a quarter's offers by their numbers."""

    def __init__(self, offers: Iterable[tuple[int, Sequence[tuple[float, float]]]]) -> None:
        self._points = sorted((north, east, number) for number, points in offers for north, east in points)
        self._norths = [north for north, _, _ in self._points]
        easts = [east for _, east, _ in self._points]
        self._west, self._east = (min(easts), max(easts)) if easts else (0.0, 0.0)
        self._measured: OrderedDict[Near, Mapping[int, float]] = OrderedDict()

    def metres_from(self, near: Near) -> Mapping[int, float]:
        """Return how far the nearest point of each offer in the circle is."""
        if (known := self._measured.get(near)) is None:
            known = self._measured[near] = self._measure(near)
            if len(self._measured) > MOST_REMEMBERED:
                self._measured.popitem(last=False)
        return known

    def _measure(self, near: Near) -> Mapping[int, float]:
        metres_to, radius = near.point.metres_to, near.radius_metres
        aside = _degrees_aside(near)
        west, east_end = near.point.longitude - aside, near.point.longitude + aside
        nearest: dict[int, float] = {}
        if west > self._east or east_end < self._west:
            return nearest
        for north, east, number in self._strip(near):
            if west <= east <= east_end:
                metres = metres_to(north, east)
                if metres <= radius and metres < nearest.get(number, float("inf")):
                    nearest[number] = metres
        return nearest

    def _strip(self, near: Near) -> Sequence[tuple[float, float, int]]:
        half = near.radius_metres / METRES_A_DEGREE + ROUNDING_DEGREES
        first = bisect_left(self._norths, near.point.latitude - half)
        return self._points[first : bisect_right(self._norths, near.point.latitude + half)]


def _degrees_aside(near: Near) -> float:
    """Return how far east and west of its middle a circle reaches; round the poles that is everything."""
    narrowing = max(cos(radians(near.point.latitude)), 1e-9)
    return near.radius_metres / METRES_A_DEGREE / narrowing + ROUNDING_DEGREES
