"""The offers of all quarters as bitmaps, put together from those of the quarters when they are asked for, and kept.

Each quarter has a stretch of bytes in them. Where a quarter has changed since, only its stretch is made anew.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from services.offers.domain.search.bits import Bits, Shelf, joined
from services.offers.domain.search.document import SearchDocument
from services.offers.domain.search.segment import Segment
from services.offers.domain.search.wanted import Near
from services.offers.domain.search.when import Daytime, Weekday

SMALLEST_BYTES = 16
MOST_KEPT = 1_000
MOST_CHANGES_NOTED = 500

OfSegment = Callable[[Segment], Bits]


class City(Shelf):
    """All quarters side by side."""

    def __init__(self) -> None:
        self.segments: dict[str, Segment] = {}
        self._standing: dict[str, dict[str, dict[Segment, Mapping[str, Bits]]]] = {"title": {}, "other": {}}
        self._values: dict[str, set[str]] = {}
        self._day, self._minutes = 0, (0, 0)
        self._stretches: dict[str, tuple[int, int]] = {}
        self._size = 0
        self._kept: OrderedDict[object, tuple[int, Bits]] = OrderedDict()
        self._changed: list[Segment] = []

    def put(self, document: SearchDocument) -> None:
        """Add an offer, in the place of its earlier version."""
        segment = self.segments.get(document.network) or self._new_segment(document.network)
        segment.put(document)
        for where, words in (("title", document.title_words), ("other", document.other_words)):
            standing, bitmaps = self._standing[where], segment.words[where]
            for word in words:
                standing.setdefault(word, {})[segment] = bitmaps
        for name, value in document.values:
            self._values.setdefault(name, set()).add(value)
        self._note(segment)

    def remove(self, offer: UUID, *, network: str) -> None:
        """Take an offer out of its quarter."""
        self.segments[network].remove(offer)
        self._note(self.segments[network])

    def turn_to(self, *, day: int, minutes: tuple[int, int]) -> None:
        """Let it be this day; `minutes` bound it."""
        if (self._day, self._minutes) == (day, minutes):
            return
        self._day, self._minutes = day, minutes
        for segment in self.segments.values():
            segment.turn_to(day=day, minutes=minutes)
        self._forget()

    @property
    def live(self) -> Bits:
        """Return all offers."""
        return self._of("live", lambda segment: segment.live)

    def valued(self, name: str) -> Mapping[str, Bits]:
        """Return the offers of each value of a filter."""
        return {value: self._valued(name, value) for value in self._values.get(name, ())}

    def _valued(self, name: str, value: str) -> Bits:
        return self._of((name, value), lambda segment: segment.valued(name).get(value, 0))

    def flagged(self, flag: str) -> Bits:
        """Return the offers with a flag that doesn't depend on the time."""
        return self._of(("flag", flag), lambda segment: segment.flagged(flag))

    def of_interval(self, min_months: int | None, max_months: int | None) -> Bits:
        """Return the offers whose ages reach into an interval."""
        return self._of(("ages", min_months, max_months), lambda segment: segment.of_interval(min_months, max_months))

    def at(self, weekdays: Sequence[Weekday], daytimes: Sequence[Daytime]) -> Bits:
        """Return the offers that come on one of these weekdays at one of these times of day; none given means any."""
        key = ("at", tuple(weekdays), tuple(daytimes))
        return self._of(key, lambda segment: segment.at(weekdays, daytimes))

    def today(self) -> Bits:
        """Return the offers that have a date today."""
        return self._of("today", lambda segment: segment.today())

    def open_at(self, minute: int) -> Bits:
        """Return the offers that have begun and not ended in this minute of today."""
        return self._of(("open", minute), lambda segment: segment.open_at(minute))

    def within(self, near: Near) -> Bits:
        """Return the offers with a place in the circle."""
        return self._of(near, lambda segment: segment.within(near))

    def saying(self, where: str, words: tuple[str, ...], *, of: object) -> Bits:
        """Return the offers with one of these words; `of` holds them, so that no other words can have their identity."""
        if not words:
            return 0
        key = (where, id(words), of)
        if key in self._kept:
            return self._of(key, lambda segment: segment.saying(where, words))
        having = self._having(where, words)
        return self._of(key, lambda segment: having.get(segment, 0))

    def _having(self, where: str, words: Iterable[str]) -> dict[Segment, Bits]:
        """Of a thousand rare words a quarter has its own two only."""
        standing = self._standing[where]
        having: dict[Segment, Bits] = {}
        for word in words:
            for segment, bitmaps in standing.get(word, {}).items():
                having[segment] = having.get(segment, 0) | bitmaps.get(word, 0)
        return having

    def split(self, bits: Bits) -> Iterator[tuple[Segment, Bits]]:
        """Yield the quarters of which some offers are in a bitmap, with these."""
        self._lay_out()
        written = bits.to_bytes(self._size, "little")
        for network, (begin, size) in self._stretches.items():
            if own := int.from_bytes(written[begin : begin + size], "little"):
                yield self.segments[network], own

    def own(self, bits: Bits, network: str) -> Bits:
        """Return what a quarter has of a bitmap, as the quarter itself counts."""
        begin, size = self._stretches[network]
        return (bits >> begin * 8) & ((1 << size * 8) - 1)

    def all_of(self, networks: Iterable[str]) -> Bits:
        """Return everything that belongs to these quarters."""
        self._lay_out()
        stretches = (self._stretches[network] for network in networks)
        return joined(((1 << size * 8) - 1) << begin * 8 for begin, size in stretches)

    def _new_segment(self, network: str) -> Segment:
        segment = self.segments[network] = Segment(network)
        segment.turn_to(day=self._day, minutes=self._minutes)
        return segment

    def _note(self, segment: Segment) -> None:
        _, size = self._stretches.get(segment.network, (0, 0))
        if len(segment.documents) > size * 8:
            self._stretches.clear()
        elif len(self._changed) < MOST_CHANGES_NOTED:
            self._changed.append(segment)
            return
        self._forget()

    def _forget(self) -> None:
        self._kept.clear()
        self._changed.clear()

    def _of(self, key: object, of_segment: OfSegment) -> Bits:
        """Return what was put together before, with what has changed since; or put it together."""
        self._lay_out()
        known = self._kept.get(key)
        bits = self._joined(of_segment) if known is None else self._renewed(*known, of_segment)
        self._kept[key] = (len(self._changed), bits)
        self._kept.move_to_end(key)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return bits

    def _joined(self, of_segment: OfSegment) -> Bits:
        parts = (
            of_segment(self.segments[network]).to_bytes(size, "little")
            for network, (_, size) in self._stretches.items()
        )
        return int.from_bytes(b"".join(parts), "little")

    def _renewed(self, changes: int, bits: Bits, of_segment: OfSegment) -> Bits:
        for segment in dict.fromkeys(self._changed[changes:]):
            begin, _ = self._stretches[segment.network]
            bits ^= (self.own(bits, segment.network) ^ of_segment(segment)) << begin * 8
        return bits

    def _lay_out(self) -> None:
        """Give each quarter a stretch in which it can grow by a quarter."""
        if self._stretches:
            return
        begin = 0
        for network, segment in self.segments.items():
            size = max(SMALLEST_BYTES, len(segment.documents) * 5 // 32 + 1)
            self._stretches[network] = (begin, size)
            begin += size
        self._size = begin
