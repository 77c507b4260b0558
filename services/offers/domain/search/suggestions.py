"""Completes a word while it is typed, by the words of the titles as they are written there."""

from bisect import bisect_left
from collections import Counter
from uuid import UUID

from services.offers.domain.search.words import FILLERS, compared_words
from services.offers.domain.wording import BETWEEN_WORDS

SHORTEST_SUGGESTED = 4
MOST_COMPARED = 500


class Titles:
    """The words of all titles, counted in each spelling."""

    def __init__(self) -> None:
        self._title_of: dict[UUID, str] = {}
        self._spellings: dict[str, Counter[str]] = {}
        self._sorted: list[str] | None = None

    def put(self, offer: UUID, title: str) -> None:
        """Add an offer's title, in the place of its earlier one."""
        if self._title_of.get(offer) == title:
            return
        self.remove(offer)
        self._title_of[offer] = title
        for compared, written in _spelled(title):
            if compared not in self._spellings:
                self._spellings[compared] = Counter()
                self._sorted = None
            self._spellings[compared][written] += 1

    def remove(self, offer: UUID) -> None:
        """Take an offer's title out, if it is in."""
        for compared, written in _spelled(self._title_of.pop(offer, "")):
            spellings = self._spellings[compared]
            spellings[written] -= 1
            if spellings.total() == 0:
                del self._spellings[compared]
                self._sorted = None

    def completing(self, beginning: str, *, limit: int) -> list[str]:
        """Return the words that begin so, the most used first, each in its most used spelling."""
        begun = "".join(compared_words(beginning))
        if self._sorted is None:
            self._sorted = sorted(self._spellings)
        first = bisect_left(self._sorted, begun)
        known = [word for word in self._sorted[first : first + MOST_COMPARED] if word.startswith(begun)]
        known.sort(key=lambda word: (-self._spellings[word].total(), word))
        return [_usual(self._spellings[word]) for word in known[:limit]]


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda written: (-spellings[written], written))


def _spelled(title: str) -> set[tuple[str, str]]:
    words = (word for word in BETWEEN_WORDS.split(title) if word)
    pairs = {("".join(compared_words(word)), word) for word in words}
    return {
        (compared, word) for compared, word in pairs if len(compared) >= SHORTEST_SUGGESTED and compared not in FILLERS
    }
