"""One quarter's offers as bitmaps.

A changed offer takes the next free bit and the old one dies, so that a change touches only what the offer itself says.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from services.offers.domain.search.bits import Bits, Shelf, joined, numbers_in
from services.offers.domain.search.circles import Circles
from services.offers.domain.search.document import VALUED, SearchDocument
from services.offers.domain.search.wanted import Near
from services.offers.domain.search.when import Daytime, Weekday, codes_of

SMALLEST_TO_TIDY = 64
# Of fewer offers than one in so many the order is made, of more it is looked through.
SPARSE = 8

Months = dict[int, Bits]


class Segment(Shelf):
    """The offers of one network, as they are on the day to which it was turned."""

    def __init__(self, network: str) -> None:
        self.network = network
        self._day = 0
        self._minutes = (0, 0)
        self.words: dict[str, dict[str, Bits]] = {"title": {}, "other": {}}
        self._clear()

    def _clear(self) -> None:
        self._live: Bits = 0
        self.documents: list[SearchDocument] = []
        for bitmaps in self.words.values():
            bitmaps.clear()
        self._values: dict[str, dict[str, Bits]] = {name: {} for name in VALUED}
        self._flags: dict[str, Bits] = {}
        self._bit_of: dict[UUID, int] = {}
        self._begin: Months = {}
        self._end: Months = {}
        self._ages: tuple[_Months, _Months] | None = None
        self._codes: dict[int, Bits] = {}
        self._order: list[int] | None = None
        self._circles: Circles | None = None
        self._today: list[tuple[int, int, Bits]] = []

    def __len__(self) -> int:
        return len(self._bit_of)

    def put(self, document: SearchDocument) -> None:
        """Add an offer, in the place of its earlier version."""
        self.remove(document.offer)
        number = len(self.documents)
        self.documents.append(document)
        self._bit_of[document.offer] = number
        bit = 1 << number
        self._live |= bit
        _set(self.words["title"], document.title_words, bit)
        _set(self.words["other"], document.other_words, bit)
        _set(self._flags, document.flags, bit)
        for name, value in document.values:
            _set(self._values[name], (value,), bit)
        if document.min_months is not None:
            _set(self._begin, (document.min_months,), bit)
        if document.max_months is not None:
            _set(self._end, (document.max_months,), bit)
        self._ages = self._circles = None
        if self._order is not None:
            insort(self._order, number, key=self._freshness)
        self._put_times(document, bit)

    def _put_times(self, document: SearchDocument, bit: Bits) -> None:
        _set(self._codes, (code for code, last_day in document.slots.items() if last_day >= self._day), bit)
        times = iter(document.times)
        begins, ends = self._minutes
        for start, end in zip(times, times, strict=True):
            if start < ends and end > begins:
                self._today.append((start, end, bit))

    def remove(self, offer: UUID) -> None:
        """Take an offer out, if it is in."""
        number = self._bit_of.pop(offer, None)
        if number is None:
            return
        self._live &= ~(1 << number)
        self._circles = None
        if len(self.documents) > SMALLEST_TO_TIDY and len(self._bit_of) * 2 < len(self.documents):
            self._tidy()

    def turn_to(self, *, day: int, minutes: tuple[int, int]) -> None:
        """Let the weekdays of what has had its last date go, and find the day's dates; `minutes` bound the day."""
        if (self._day, self._minutes) == (day, minutes):
            return
        self._day, self._minutes = day, minutes
        self._codes, self._today = {}, []
        for number in self._bit_of.values():
            self._put_times(self.documents[number], 1 << number)

    def make_ready(self, *, day: int, minutes: tuple[int, int]) -> None:
        """Make ahead what the first question would have to wait for."""
        self.turn_to(day=day, minutes=minutes)
        self._in_order()
        self._in_circles()

    @property
    def live(self) -> Bits:
        """Return all offers."""
        return self._live

    def valued(self, name: str) -> Mapping[str, Bits]:
        """Return the offers of each value of a filter."""
        return self._values[name]

    def flagged(self, flag: str) -> Bits:
        """Return the offers with a flag that doesn't depend on the time."""
        return self._flags.get(flag, 0)

    def of_interval(self, min_months: int | None, max_months: int | None) -> Bits:
        """Return the offers whose ages reach into an interval."""
        if self._ages is None:
            self._ages = _Months(self._begin), _Months(self._end)
        begin, end = self._ages
        late = begin.from_on(max_months) if max_months is not None else 0
        over = end.until(min_months) if min_months is not None else 0
        return self._live & ~late & ~over

    def at(self, weekdays: Sequence[Weekday], daytimes: Sequence[Daytime]) -> Bits:
        """Return the offers that come on one of these weekdays at one of these times of day; none given means any."""
        if not weekdays and not daytimes:
            return self._live
        return joined(self._codes.get(code, 0) for code in codes_of(tuple(weekdays), tuple(daytimes)))

    def today(self) -> Bits:
        """Return the offers that have a date today."""
        return joined(bit for _, _, bit in self._today) & self._live

    def open_at(self, minute: int) -> Bits:
        """Return the offers that have begun and not ended in this minute of today."""
        return joined(bit for start, end, bit in self._today if start <= minute < end) & self._live

    def saying(self, where: str, words: Iterable[str]) -> Bits:
        """Return the offers with one of these words in their titles, or in their other texts."""
        bitmaps = self.words[where]
        return joined(bitmaps.get(word, 0) for word in words)

    def within(self, near: Near) -> Bits:
        """Return the offers with a place in the circle."""
        return joined(1 << number for number in self.metres_from(near))

    def metres_from(self, near: Near) -> Mapping[int, float]:
        """Return how far the nearest place of each offer in the circle is."""
        return self._in_circles().metres_from(near)

    def _in_circles(self) -> Circles:
        if self._circles is None:
            self._circles = Circles((number, self.documents[number].points) for number in self._bit_of.values())
        return self._circles

    def freshest_first(self, bits: Bits) -> Iterator[int]:
        """Yield the numbers of offers, the freshest first, then by id."""
        if bits.bit_count() * SPARSE < len(self.documents):
            return iter(sorted(numbers_in(bits), key=self._freshness))
        return (number for number in self._in_order() if bits >> number & 1)

    def _in_order(self) -> list[int]:
        if self._order is None:
            self._order = sorted(range(len(self.documents)), key=self._freshness)
        return self._order

    def _freshness(self, number: int) -> tuple[int, int]:
        document = self.documents[number]
        return -document.fresh_day, document.offer.int

    def _tidy(self) -> None:
        staying = [self.documents[number] for number in self._bit_of.values()]
        self._clear()
        for document in staying:
            self.put(document)


class _Months:
    """Offers by a month, summed up from both ends, so that any stretch of months is one look."""

    def __init__(self, by_month: Months) -> None:
        self._months = sorted(by_month)
        self._until = [0]
        for month in self._months:
            self._until.append(self._until[-1] | by_month[month])
        from_on = [0]
        for month in reversed(self._months):
            from_on.append(from_on[-1] | by_month[month])
        self._from_on = from_on[::-1]

    def until(self, month: int) -> Bits:
        """Return the offers of this month and of all before."""
        return self._until[bisect_right(self._months, month)]

    def from_on(self, month: int) -> Bits:
        """Return the offers of this month and of all after."""
        return self._from_on[bisect_left(self._months, month)]


def _set(bitmaps: dict, keys: Iterable, bit: Bits) -> None:  # type: ignore[type-arg]  # keys of any one kind
    for key in keys:
        bitmaps[key] = bitmaps.get(key, 0) | bit
