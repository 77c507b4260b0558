"""One quarter's offers as bitmaps: bit n of a whole number is the quarter's n-th offer, so that filters are ANDs.

A changed offer takes the next free bit and the old one dies, so that a change touches only what the offer itself says.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from services.offers.domain.search.document import VALUED, SearchDocument
from services.offers.domain.search.wanted import Near
from services.offers.domain.search.when import Daytime, Weekday, codes_of

Bits = int
SMALLEST_TO_TIDY = 64
MOST_KEPT = 500
ROUNDING_METRES = 1
Bounds = tuple[float, float, float, float]
"""South, north, west, east."""
NOWHERE: Bounds = (90.0, 90.0, 0.0, 0.0)


class Segment:
    """The offers of one network; everything it remembers beside them is forgotten with the next change."""

    def __init__(self, network: str) -> None:
        self.network = network
        self._clear()

    def _clear(self) -> None:
        self.live: Bits = 0
        self.documents: list[SearchDocument] = []
        self.title: dict[str, Bits] = {}
        self.other: dict[str, Bits] = {}
        self.values: dict[str, dict[str, Bits]] = {name: {} for name in VALUED}
        self.flags: dict[str, Bits] = {}
        self.kept: dict[object, Bits] = {}
        self._bit_of: dict[UUID, int] = {}
        self._begin: dict[int, Bits] = {}
        self._end: dict[int, Bits] = {}
        self._codes: dict[int, Bits] = {}
        self._order: list[int] | None = None
        self._bounds: Bounds | None = None
        self._today: list[tuple[int, int, Bits]] = []
        self._turned_to = (0, 0)

    def __len__(self) -> int:
        return len(self._bit_of)

    def put(self, document: SearchDocument) -> None:
        """Add an offer, in the place of its earlier version."""
        self.remove(document.offer)
        number = len(self.documents)
        self.documents.append(document)
        self._bit_of[document.offer] = number
        bit = 1 << number
        self.live |= bit
        _set(self.title, document.title_words, bit)
        _set(self.other, document.other_words, bit)
        _set(self.flags, document.flags, bit)
        _set(self._codes, document.slots, bit)
        for name, value in document.values:
            _set(self.values[name], (value,), bit)
        if document.min_months is not None:
            _set(self._begin, (document.min_months,), bit)
        if document.max_months is not None:
            _set(self._end, (document.max_months,), bit)
        self._forget()

    def remove(self, offer: UUID) -> None:
        """Take an offer out, if it is in."""
        number = self._bit_of.pop(offer, None)
        if number is None:
            return
        self.live &= ~(1 << number)
        self._forget()
        if len(self.documents) > SMALLEST_TO_TIDY and len(self._bit_of) * 2 < len(self.documents):
            self._tidy()

    def turn_to(self, *, day: int, minutes: tuple[int, int]) -> None:
        """Let the weekdays of what has had its last date go, and find today's dates; `minutes` bound the day."""
        if self._turned_to == minutes:
            return
        self._forget()
        for number in self._bit_of.values():
            bit = 1 << number
            document = self.documents[number]
            for code, last_day in document.slots.items():
                if last_day < day:
                    self._codes[code] &= ~bit
            times = iter(document.times)
            for start, end in zip(times, times, strict=True):
                if start < minutes[1] and end > minutes[0]:
                    self._today.append((start, end, bit))
        self._turned_to = minutes

    def order(self) -> list[int]:
        """Return the numbers of the offers, the freshest first, then by id."""
        if self._order is None:
            documents = self.documents
            self._order = sorted(
                self._bit_of.values(), key=lambda number: (-documents[number].fresh_day, documents[number].offer.int)
            )
        return self._order

    def of_ages(self, ages_months: Iterable[int]) -> Bits:
        """Return the offers for a child of one of these ages."""
        return _joined(self._in_ages(age, age + 1) for age in ages_months)

    def of_interval(self, min_months: int | None, max_months: int | None) -> Bits:
        """Return the offers whose ages reach into an interval."""
        return self._in_ages(min_months, max_months)

    def _in_ages(self, min_months: int | None, max_months: int | None) -> Bits:
        key = ("ages", min_months, max_months)
        if key not in self.kept:
            late = _joined(
                bits for month, bits in self._begin.items() if max_months is not None and month >= max_months
            )
            over = _joined(bits for month, bits in self._end.items() if min_months is not None and month <= min_months)
            self.keep(key, self.live & ~late & ~over)
        return self.kept[key]

    def at(self, weekdays: Sequence[Weekday], daytimes: Sequence[Daytime]) -> Bits:
        """Return the offers that come on one of these weekdays at one of these times of day; none given means any."""
        if not weekdays and not daytimes:
            return self.live
        return _joined(self._codes.get(code, 0) for code in codes_of(weekdays, daytimes))

    def today(self) -> Bits:
        """Return the offers that have a date today."""
        if "today" not in self.kept:
            self.keep("today", _joined(bit for _, _, bit in self._today))
        return self.kept["today"]

    def open_at(self, minute: int) -> Bits:
        """Return the offers that have begun and not ended in this minute of today."""
        key = ("open", minute)
        if key not in self.kept:
            self.keep(key, _joined(bit for start, end, bit in self._today if start <= minute < end))
        return self.kept[key]

    def within(self, near: Near) -> Bits:
        """Return the offers with a place in the circle."""
        if not self._touches(near):
            return 0
        if near not in self.kept:
            metres_of = self.metres_from
            self.keep(
                near,
                _joined(1 << each for each in self._bit_of.values() if metres_of(near, each) <= near.radius_metres),
            )
        return self.kept[near]

    def _touches(self, near: Near) -> bool:
        """A circle in another part of the city is not worth a look at each offer."""
        if self._bounds is None:
            points = [point for number in self._bit_of.values() for point in self.documents[number].points]
            north, east = ([point[axis] for point in points] for axis in (0, 1))
            self._bounds = (min(north), max(north), min(east), max(east)) if points else NOWHERE
        south, north_end, west, east_end = self._bounds
        point = near.point
        nearest = min(max(point.latitude, south), north_end), min(max(point.longitude, west), east_end)
        return point.metres_to(*nearest) <= near.radius_metres + ROUNDING_METRES

    def metres_from(self, near: Near, number: int) -> float:
        """Return how far an offer's nearest place is; endless without a place."""
        points = self.documents[number].points
        return min((near.point.metres_to(*point) for point in points), default=float("inf"))

    def keep(self, key: object, bits: Bits) -> Bits:
        """Remember an answer until the next change."""
        if len(self.kept) >= MOST_KEPT:
            self.kept.clear()
        self.kept[key] = bits
        return bits

    def _forget(self) -> None:
        self.kept.clear()
        self._order = None
        self._bounds = None
        self._today = []
        self._turned_to = (0, 0)

    def _tidy(self) -> None:
        staying = [self.documents[number] for number in self._bit_of.values()]
        self._clear()
        for document in staying:
            self.put(document)


def _set(bitmaps: dict, keys: Iterable, bit: Bits) -> None:  # type: ignore[type-arg]  # keys of any one kind
    for key in keys:
        bitmaps[key] = bitmaps.get(key, 0) | bit


def _joined(several: Iterable[Bits]) -> Bits:
    joined = 0
    for bits in several:
        joined |= bits
    return joined
