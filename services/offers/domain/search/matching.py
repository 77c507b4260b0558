"""Which offers of a quarter have the words of a question, and how well: the title before the text, the word before its likes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.offers.domain.search.question import Concept
from services.offers.domain.search.segment import Bits, Segment

IN_TITLE, IN_TEXT, LIKE_TITLE, LIKE_TEXT, NEARLY = 6, 4, 3, 2, 1
SEVERAL_WORDS = 4
MOST_NARROWED = 5_000


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The catalogue's words that are a word (or its stem), that contain it, and that are nearly it.

    Looked up once and compared by identity: hundreds of words would be a slow key for what is remembered of them.
    """

    exact: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    nearly: tuple[str, ...] = ()


NO_HITS = Hits()
Looked = Mapping[str, Hits]
Levels = list[tuple[int, Bits]]
"""Points with the offers that have just so many, the most first; no offer twice."""


class Spread:
    """Knows in which quarters each word stands, so that of a thousand rare words a quarter is asked for its own two only."""

    def __init__(self) -> None:
        self._networks: dict[str, set[str]] = {}
        self._narrowed: dict[Hits, dict[str, Hits]] = {}

    def put(self, words: Iterable[str], network: str) -> None:
        """Note that words stand in a quarter; one that stands there no more does no harm."""
        self._narrowed.clear()
        for word in words:
            self._networks.setdefault(word, set()).add(network)

    def narrowed(self, hits: Hits) -> Mapping[str, Hits]:
        """Return the hits of each quarter that has some."""
        if (known := self._narrowed.get(hits)) is not None:
            return known
        ways = [self._by_network(words) for words in (hits.exact, hits.inside, hits.nearly)]
        networks = {network for way in ways for network in way}
        narrowed = {network: Hits(*(tuple(way.get(network, ())) for way in ways)) for network in networks}
        if len(self._narrowed) >= MOST_NARROWED:
            self._narrowed.clear()
        self._narrowed[hits] = narrowed
        return narrowed

    def _by_network(self, words: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in words:
            for network in self._networks.get(word, ()):
                found.setdefault(network, []).append(word)
        return found


def levels_of(segment: Segment, concepts: Sequence[Concept], looked: Looked) -> Levels:
    """Return the offers that have all concepts, by the sum of their points."""
    totals: dict[int, Bits] = {0: segment.live}
    for concept in concepts:
        points = _levels(segment, concept, looked)
        sums: dict[int, Bits] = {}
        for total, bits in totals.items():
            for more, having in points:
                if both := bits & having:
                    sums[total + more] = sums.get(total + more, 0) | both
        totals = sums
    return sorted(((points, bits) for points, bits in totals.items() if bits), reverse=True)


def _levels(segment: Segment, concept: Concept, looked: Looked) -> Levels:
    same = 0
    for term in concept.synonyms:
        same |= _all(segment, term, looked)
    parts = _all(segment, concept.parts, looked) if concept.parts else 0
    if len(concept.words) > 1:
        own = _all(segment, concept.words, looked, nearly=True)
        return _apart([(SEVERAL_WORDS, own), (LIKE_TITLE, same)])
    hits = looked[concept.words[0]]
    return _apart(
        [
            (IN_TITLE, _any(segment, "title", hits.exact, hits)),
            (IN_TEXT, _any(segment, "other", hits.exact, hits) | _any(segment, "title", hits.inside, hits)),
            (LIKE_TITLE, same | _any(segment, "title", hits.nearly, hits)),
            (LIKE_TEXT, parts | _any(segment, "other", hits.inside, hits)),
            (NEARLY, _any(segment, "other", hits.nearly, hits)),
        ]
    )


def _apart(levels: Levels) -> Levels:
    seen, apart = 0, []
    for points, bits in levels:
        if new := bits & ~seen:
            apart.append((points, new))
            seen |= new
    return apart


def _all(segment: Segment, words: Iterable[str], looked: Looked, *, nearly: bool = False) -> Bits:
    bits = segment.live
    for word in words:
        hits = looked[word]
        found = 0
        for known in (hits.exact, hits.inside, *((hits.nearly,) if nearly else ())):
            found |= _any(segment, "title", known, hits) | _any(segment, "other", known, hits)
        bits &= found
    return bits


def _any(segment: Segment, where: str, words: tuple[str, ...], hits: Hits) -> Bits:
    """A single word is simply read; of several the answer is remembered."""
    bitmaps = segment.title if where == "title" else segment.other
    if len(words) <= 1:
        return bitmaps.get(words[0], 0) if words else 0
    key = (where, id(words), hits)  # the hits hold their words, so that no other can have their identity
    if (kept := segment.kept.get(key)) is not None:
        return kept
    bits = 0
    for word in words:
        bits |= bitmaps.get(word, 0)
    return segment.keep(key, bits)
