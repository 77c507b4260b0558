"""Which offers have the words of a question, and how well: the title before the text, the word before its likes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.offers.domain.search.bits import Bits
from services.offers.domain.search.city import City
from services.offers.domain.search.question import Concept

IN_TITLE, IN_TEXT, LIKE_TITLE, LIKE_TEXT, NEARLY = 6, 4, 3, 2, 1
SEVERAL_WORDS = 4


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


def levels_of(city: City, concepts: Sequence[Concept], looked: Looked) -> Levels:
    """Return the offers that have all concepts, by the sum of their points."""
    totals: dict[int, Bits] = {0: city.live}
    for concept in concepts:
        points = _levels(city, concept, looked)
        sums: dict[int, Bits] = {}
        for total, bits in totals.items():
            for more, having in points:
                if both := bits & having:
                    sums[total + more] = sums.get(total + more, 0) | both
        totals = sums
    return sorted(((points, bits) for points, bits in totals.items() if bits), reverse=True)


def _levels(city: City, concept: Concept, looked: Looked) -> Levels:
    same = 0
    for term in concept.synonyms:
        same |= _all(city, term, looked)
    parts = _all(city, concept.parts, looked) if concept.parts else 0
    if len(concept.words) > 1:
        own = _all(city, concept.words, looked, nearly=True)
        return _apart([(SEVERAL_WORDS, own), (LIKE_TITLE, same)])
    hits = looked[concept.words[0]]
    return _apart(
        [
            (IN_TITLE, city.saying("title", hits.exact, of=hits)),
            (IN_TEXT, city.saying("other", hits.exact, of=hits) | city.saying("title", hits.inside, of=hits)),
            (LIKE_TITLE, same | city.saying("title", hits.nearly, of=hits)),
            (LIKE_TEXT, parts | city.saying("other", hits.inside, of=hits)),
            (NEARLY, city.saying("other", hits.nearly, of=hits)),
        ]
    )


def _apart(levels: Levels) -> Levels:
    seen, apart = 0, []
    for points, bits in levels:
        if new := bits & ~seen:
            apart.append((points, new))
            seen |= new
    return apart


def _all(city: City, words: Iterable[str], looked: Looked, *, nearly: bool = False) -> Bits:
    bits = city.live
    for word in words:
        hits = looked[word]
        found = 0
        for known in (hits.exact, hits.inside, *((hits.nearly,) if nearly else ())):
            found |= city.saying("title", known, of=hits) | city.saying("other", known, of=hits)
        bits &= found
    return bits
