"""How alike two words are, so that a slip of the keyboard or an abbreviation doesn't hide that they are the same.

Damerau (1964): four of five typing errors are one letter too many, too few, another, or two exchanged. Winkler (1990) trusts
the beginning of a word more than its end.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

ABBREVIATED = 0.9
SHORTEST_ABBREVIATION = 4
TYPO = 0.92
TWO_TYPOS = 0.85
TWO_TYPOS_IN_SHORTER_WORD = 0.75
TYPO_IN_SHORT_WORD = 0.75
LEAST_WINKLER = 0.93
ALIKE = 0.8


def edits(left: str, right: str, *, most: int) -> int:
    """Return the number of typing errors between two words, `most` + 1 when there are more."""
    return OSA.distance(left, right, score_cutoff=most)


@lru_cache(maxsize=50_000)
def word_similarity(left: str, right: str) -> float:
    """Return how surely two words are one, 0 to 1; numbers are equal or different, never alike."""
    if left == right:
        return 1.0
    if any(letter.isdigit() for letter in left + right):
        return 0.0
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) >= SHORTEST_ABBREVIATION and longer.startswith(shorter):
        return ABBREVIATED
    return _by_typing(shorter, longer)


def _by_typing(shorter: str, longer: str) -> float:
    if len(shorter) < 4:
        return 0.0
    distance = edits(shorter, longer, most=2)
    if distance == 1:
        return TYPO if len(shorter) >= 5 else TYPO_IN_SHORT_WORD
    if distance == 2 and len(shorter) >= 8:
        return TWO_TYPOS
    if distance == 2 and len(shorter) >= 6 and shorter[0] == longer[0]:
        return TWO_TYPOS_IN_SHORTER_WORD
    is_alike = len(shorter) >= 6 and JaroWinkler.similarity(shorter, longer) >= LEAST_WINKLER
    return ALIKE if is_alike else 0.0
