"""How alike two words are, so that a slip of the keyboard or an abbreviation doesn't hide that they are the same.

Damerau (1964): four of five typing errors are one letter too many, too few, another, or two exchanged. Winkler (1990) trusts
the beginning of a word more than its end.
"""

from functools import lru_cache

ABBREVIATED = 0.9
SHORTEST_ABBREVIATION = 4
TYPO = 0.92
TWO_TYPOS = 0.85
TWO_TYPOS_IN_SHORTER_WORD = 0.75
TYPO_IN_SHORT_WORD = 0.75
BEGINNING_COUNTS = 4
LEAST_WINKLER = 0.93
ALIKE = 0.8


def edits(left: str, right: str, *, most: int) -> int:
    """Return the number of typing errors between two words, `most` + 1 when there are more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        current = [row]
        for column, other in enumerate(right, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, last = last, current
    return last[-1]


def winkler(left: str, right: str) -> float:
    """Return the similarity of Jaro and Winkler, 0 to 1."""
    if left == right:
        return 1.0
    reach = max(max(len(left), len(right)) // 2 - 1, 0)
    taken: set[int] = set()
    common: list[str] = []
    for place, letter in enumerate(left):
        for other in range(max(0, place - reach), min(len(right), place + reach + 1)):
            if other not in taken and right[other] == letter:
                taken.add(other)
                common.append(letter)
                break
    if not common:
        return 0.0
    swapped = sum(letter != right[place] for letter, place in zip(common, sorted(taken), strict=True)) / 2
    jaro = (len(common) / len(left) + len(common) / len(right) + (len(common) - swapped) / len(common)) / 3
    return jaro + _shared_beginning(left, right) * 0.1 * (1 - jaro)


def _shared_beginning(left: str, right: str) -> int:
    for place in range(BEGINNING_COUNTS):
        if left[place : place + 1] != right[place : place + 1] or place >= len(left):
            return place
    return BEGINNING_COUNTS


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
    return ALIKE if len(shorter) >= 6 and winkler(shorter, longer) >= LEAST_WINKLER else 0.0
