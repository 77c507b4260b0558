"""All published offers in memory, a segment a quarter: the words, the filters, the counts and the ranking put together."""

import heapq
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from uuid import UUID

from services.offers.domain.search.bits import Bits, Shelf, joined
from services.offers.domain.search.city import City
from services.offers.domain.search.document import SearchDocument
from services.offers.domain.search.facets import Counts, Now, Passed, Phases, count, filtered
from services.offers.domain.search.matching import Levels, Looked, levels_of
from services.offers.domain.search.question import Question
from services.offers.domain.search.segment import Segment
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
        self.city = City()
        self._network_of: dict[UUID, str] = {}

    def __len__(self) -> int:
        return len(self._network_of)

    def put(self, document: SearchDocument) -> None:
        """Add an offer, in the place of its earlier version."""
        if self._network_of.get(document.offer) != document.network:
            self.remove(document.offer)
        self.city.put(document)
        self._network_of[document.offer] = document.network

    def remove(self, offer: UUID) -> None:
        """Take an offer out, if it is in."""
        network = self._network_of.pop(offer, None)
        if network is not None:
            self.city.remove(offer, network=network)

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
        city, wanted = self.city, question.wanted
        city.turn_to(day=now.day, minutes=now.day_minutes)
        levels = levels_of(city, question.concepts, looked)
        passed = filtered(city, wanted, matching=_all_of(levels), phases=phases, now=now)
        found = passed.without()
        chosen = [network for network in city.segments if self._is_chosen(network, wanted.networks)]
        counts: Counts = {}
        if with_facets:
            counts = {name: Counter() for name in FACETS}
            counts["network"].update({segment.network: own.bit_count() for segment, own in city.split(found)})
            for shelf, its_own in self._shelves(passed, wanted.networks, chosen):
                count(counts, shelf, its_own, wanted=wanted, phases=phases, now=now)
        if wanted.networks:
            found &= city.all_of(chosen)
        ranked = chain.from_iterable(self._ranked(points, bits & found, wanted, after) for points, bits in levels)
        return Answer(list(islice(ranked, limit + 1)), found.bit_count(), counts)

    def _shelves(
        self, passed: Passed, networks: Sequence[str], chosen: Sequence[str]
    ) -> Iterator[tuple[Shelf, Passed]]:
        """Yield on which shelves is counted: on all at once, or on those of the chosen quarters."""
        if not networks:
            yield self.city, passed
            return
        for network in chosen:
            yield self.city.segments[network], passed.each(partial(self.city.own, network=network))

    def _is_chosen(self, network: str, networks: Sequence[str]) -> bool:
        return not networks or network in networks or network == self.city_wide

    def _ranked(self, points: int, bits: Bits, wanted: Wanted, after: Place | None) -> Iterator[Found]:
        """Yield the offers with so many points behind a place, in order."""
        if not bits or (after is not None and -points < after[0]):
            return
        rankings = [
            _Ranking(segment, wanted.near, self._days_back(segment, wanted)).behind(after, points, own)
            for segment, own in self.city.split(bits)
        ]
        yield from heapq.merge(*rankings, key=lambda each: each.place)

    def _days_back(self, segment: Segment, wanted: Wanted) -> int:
        is_guest = bool(wanted.networks) and segment.network not in wanted.networks
        return CITY_WIDE_DAYS if is_guest else 0


@dataclass(frozen=True)
class _Ranking:
    """The order of a quarter's offers: how near, then how fresh, then the id."""

    segment: Segment
    near: Near | None
    days_back: int

    def behind(self, after: Place | None, points: int, found: Bits) -> Iterator[Found]:
        """Yield what was found behind a place, in order."""
        documents, days_back = self.segment.documents, self.days_back
        for bucket, number, metres in self._near_first(found):
            document = documents[number]
            place = (-points, bucket, days_back - document.fresh_day, document.offer)
            if after is None or place > after:
                yield Found(place, document, metres)

    def _near_first(self, bits: Bits) -> Iterator[tuple[int, int, int | None]]:
        fresh_first = self.segment.freshest_first(bits)
        if self.near is None:
            yield from ((0, number, None) for number in fresh_first)
            return
        metres = self.segment.metres_from(self.near)
        stepped = [
            (bisect_right(BUCKETS_METRES, far), number, far)
            for number, far in ((number, round(metres[number])) for number in fresh_first)
        ]
        yield from sorted(stepped, key=lambda each: each[0])


def _all_of(levels: Levels) -> Bits:
    return joined(bits for _, bits in levels)


def values_of(counter: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """Return the values that find the most, and so many at most."""
    return sorted(counter.items(), key=lambda each: (-each[1], each[0]))[:most]
