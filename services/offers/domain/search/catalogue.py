"""All published offers in memory, a segment a quarter: the words, the filters, the counts and the ranking put together."""

import heapq
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from services.offers.domain.search.document import SearchDocument
from services.offers.domain.search.facets import Counts, Now, Phases, count, filtered
from services.offers.domain.search.matching import NO_HITS, Levels, Looked, Spread, levels_of
from services.offers.domain.search.question import Question
from services.offers.domain.search.segment import Bits, Segment
from services.offers.domain.search.wanted import Near, Wanted

BUCKETS_METRES = (500, 1_000, 2_000, 4_000, 8_000)
# Among the offers of a quarter, one for the whole city stands as if it had been confirmed so many days earlier.
CITY_WIDE_DAYS = 30
FACETS = ("network", "phase", "theme", "target_group", "language", "accessibility", "weekday", "daytime", "flag")

Place = tuple[int, int, int, UUID]
"""A place in the ranking: less points for the words, farther away (in steps), longer unconfirmed, the id."""


@dataclass(frozen=True, slots=True)
class Found:
    """An offer with its place in the ranking and how far it is."""

    place: Place
    document: SearchDocument
    metres: int | None


@dataclass
class Answer:
    """A page of what was found, how many there are, and what each filter would find."""

    found: Sequence[Found]
    total: int
    counts: Counts = field(default_factory=dict)


class Catalogue:
    """The published offers of all quarters; offers of the city-wide network count as every quarter's."""

    def __init__(self, *, city_wide: str | None = None) -> None:
        self.city_wide = city_wide
        self.segments: dict[str, Segment] = {}
        self._network_of: dict[UUID, str] = {}
        self._spread = Spread()

    def __len__(self) -> int:
        return len(self._network_of)

    def put(self, document: SearchDocument) -> None:
        """Add an offer, in the place of its earlier version."""
        segment = self.segments.get(document.network)
        if segment is None:
            segment = self.segments[document.network] = Segment(document.network)
        segment.put(document)
        self._spread.put((*document.title_words, *document.other_words), document.network)
        self._network_of[document.offer] = document.network

    def remove(self, offer: UUID) -> None:
        """Take an offer out, if it is in."""
        network = self._network_of.pop(offer, None)
        if network is not None:
            self.segments[network].remove(offer)

    def ask(
        self,
        question: Question,
        *,
        looked: Looked,
        phases: Phases,
        now: Now,
        limit: int,
        after: Place | None = None,
        with_facets: bool = True,
    ) -> Answer:
        """Return the next offers behind a place of the ranking; one more than the limit tells that more follow."""
        counts: Counts = {name: Counter() for name in FACETS} if with_facets else {}
        wanted, total = question.wanted, 0
        rankings: list[Iterator[Found]] = []
        spread = {word: self._spread.narrowed(hits) for word, hits in looked.items()}
        for segment in self.segments.values():
            chosen = self._is_chosen(segment, wanted.networks)
            if not chosen and not with_facets:
                continue
            segment.turn_to(day=now.day, minutes=now.day_minutes)
            own = {word: networks.get(segment.network, NO_HITS) for word, networks in spread.items()}
            levels = levels_of(segment, question.concepts, own)
            if not levels:
                continue
            passed = filtered(segment, wanted, matching=_all_of(levels), phases=phases, now=now)
            found = passed.without()
            if with_facets and found:
                counts["network"][segment.network] += found.bit_count()
            if not chosen:
                continue
            if with_facets and passed.matching:
                count(counts, segment, passed, wanted=wanted, phases=phases, now=now)
            if found:
                total += found.bit_count()
                rankings.append(self._ranking(segment, wanted).behind(after, levels, found))
        merged = heapq.merge(*rankings, key=lambda each: each.place)
        return Answer(list(islice(merged, limit + 1)), total, counts)

    def _is_chosen(self, segment: Segment, networks: Sequence[str]) -> bool:
        return not networks or segment.network in networks or segment.network == self.city_wide

    def _ranking(self, segment: Segment, wanted: Wanted) -> "_Ranking":
        is_guest = bool(wanted.networks) and segment.network not in wanted.networks
        return _Ranking(segment, wanted.near, CITY_WIDE_DAYS if is_guest else 0)


@dataclass(frozen=True)
class _Ranking:
    """The order of a quarter's offers: the words first, then how near, then how fresh, then the id."""

    segment: Segment
    near: Near | None
    days_back: int

    def behind(self, after: Place | None, levels: Levels, found: Bits) -> Iterator[Found]:
        """Yield what was found behind a place, in order."""
        for points, bits in levels:
            if not bits & found:
                continue
            for bucket, number, metres in self._near_first(bits & found):
                document = self.segment.documents[number]
                place = (-points, bucket, self.days_back - document.fresh_day, document.offer)
                if after is None or place > after:
                    yield Found(place, document, metres)

    def _near_first(self, bits: Bits) -> Iterator[tuple[int, int, int | None]]:
        fresh_first = (number for number in self.segment.order() if bits >> number & 1)
        if self.near is None:
            yield from ((0, number, None) for number in fresh_first)
            return
        metres = {number: round(self.segment.metres_from(self.near, number)) for number in fresh_first}
        for number, far in sorted(metres.items(), key=lambda each: bisect_right(BUCKETS_METRES, each[1])):
            yield bisect_right(BUCKETS_METRES, far), number, far


def _all_of(levels: Levels) -> Bits:
    joined = 0
    for _, bits in levels:
        joined |= bits
    return joined


def values_of(counter: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """Return the values that find the most, and so many at most."""
    return sorted(counter.items(), key=lambda each: (-each[1], each[0]))[:most]
