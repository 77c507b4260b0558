"""Finds which words of two names answer each other, one to one, and how much of each name that covers."""

from dataclasses import dataclass

from services.registry.domain.duplicates.similarity import word_similarity

LEAST_INITIALS = 3
LEAST_LETTERS = 4
LEAST_WORDS, MOST_WORDS = 2, 4
BY_INITIALS = 0.9


@dataclass(frozen=True)
class Word:
    """A word with its weight: how much it tells of which house is meant, 0 to 1."""

    text: str
    weight: float


Words = tuple[Word, ...]


@dataclass(frozen=True)
class Alignment:
    """The shares of both names that answer each other, the weight of what does, and what stands alone on either side."""

    share: float
    contained: float
    shared_weight: float
    only_left: Words
    only_right: Words


def align(left: Words, right: Words) -> Alignment:
    """Return how two names answer each other, whatever the order of their words."""
    matched = _matches(left, right)
    total_left, total_right = _weight(left), _weight(right)
    shared_left = sum(left[i].weight * how for (i, _), how in matched.items())
    shared_right = sum(right[j].weight * how for (_, j), how in matched.items())
    lefts, rights = {i for i, _ in matched}, {j for _, j in matched}
    return Alignment(
        share=_part(shared_left + shared_right, total_left + total_right),
        contained=max(_part(shared_left, total_left), _part(shared_right, total_right)),
        shared_weight=max(shared_left, shared_right),
        only_left=tuple(word for i, word in enumerate(left) if i not in lefts),
        only_right=tuple(word for j, word in enumerate(right) if j not in rights),
    )


def _matches(left: Words, right: Words) -> dict[tuple[int, int], float]:
    """Return the pairs of places and how alike they are; a word may answer several when they were written apart."""
    pairs = [
        (-how, -min(a.weight, b.weight), abs(i - j), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (how := word_similarity(a.text, b.text))
    ]
    matched: dict[tuple[int, int], float] = {}
    lefts: set[int] = set()
    rights: set[int] = set()
    for how, _, _, i, j in sorted(pairs):
        if i not in lefts and j not in rights:
            matched[i, j] = -how
            lefts.add(i)
            rights.add(j)
    matched |= {(i, j): how for i, j, how in _written_apart(left, right, lefts, rights)}
    matched |= {(i, j): how for j, i, how in _written_apart(right, left, rights, lefts)}
    return matched


def _written_apart(one: Words, other: Words, taken: set[int], others_taken: set[int]) -> list[tuple[int, int, float]]:
    """`steakhouse` answers `steak house`, and `jks` the words Jugend, Kultur, Schule."""
    found: list[tuple[int, int, float]] = []
    for i, word in enumerate(one):
        if i in taken or len(other) - len(others_taken) < LEAST_WORDS:
            continue
        span, how = _spelled_out(word.text, other, others_taken)
        if span:
            found += [(i, j, how) for j in span]
            taken.add(i)
            others_taken.update(span)
    return found


def _spelled_out(text: str, other: Words, others_taken: set[int]) -> tuple[range, float]:
    for start in range(len(other) - 1):
        length = 0
        for end in range(start, min(len(other), start + MOST_WORDS)):
            if end in others_taken:
                break
            length += len(other[end].text)
            if end > start and (how := _spells(text, other[start : end + 1], length)):
                return range(start, end + 1), how
    return range(0), 0.0


def _spells(text: str, span: Words, length: int) -> float:
    if abs(length - len(text)) <= 1 and len(text) >= LEAST_LETTERS:
        return 1.0 if word_similarity(text, "".join(word.text for word in span)) >= BY_INITIALS else 0.0
    if len(span) == len(text) >= LEAST_INITIALS and text == "".join(word.text[0] for word in span):
        return BY_INITIALS
    return 0.0


def _weight(words: Words) -> float:
    return sum(word.weight for word in words)


def _part(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole else 0.0
