"""Compares names of organisations: rare words count, legal forms don't, and what contradicts is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from services.registry.domain.duplicates.alignment import Word, Words, align
from services.registry.domain.duplicates.folding import words
from services.registry.domain.duplicates.similarity import edits
from services.registry.domain.duplicates.vocabulary import (
    BESIDE,
    COMMON,
    COMMON_WORDS,
    ENDINGS,
    EXCLUSIVE,
    FILLERS,
    KINDS,
    LEGAL_FORMS,
    LONG_WORDS,
    LONGEST_PHRASE,
    PHRASES,
    POINTS,
    SIDES,
    weight_of,
)

_ASIDE = re.compile(r"\(([^)]*)\)")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "vi": "6"}
ASIDE = 0.25
SHARE_COUNTS, CONTAINED_COUNTS = 0.55, 0.45
SHORTEST_STEM = 4
SHORTEST_MISTYPED = 9
OWN = 0.1


@dataclass(frozen=True)
class Name:
    """A name in comparable words; `kinds` tells what sort of house it is."""

    words: Words
    kinds: frozenset[str]

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers in the name: Kita 1 is not Kita 2."""
        return frozenset(word.text for word in self.words if word.text.isdigit())


@dataclass(frozen=True)
class NameComparison:
    """`likeness` 0 to 1; `weight` is how much the shared words tell, `own_words` those that the other lacks; the rest contradicts."""

    likeness: float
    weight: float
    own_words: float
    other_number: bool
    other_kind: bool
    is_beside: bool
    opposite: bool

    @property
    def contradicts(self) -> bool:
        """Whether something in the names can't be said of one house."""
        return self.other_number or self.other_kind or self.is_beside or self.opposite


def read_name(text: str, *, places: Iterable[str] = ()) -> Name:
    """Return the name; the words of `places`, its town, tell little of which house of the town it is."""
    towns = frozenset(places)
    main = _meanings(words(_ASIDE.sub(" ", text)))
    aside = [word for part in _ASIDE.findall(text) for word in _meanings(words(part))]
    weighed = [*_weighed(main, towns, 1.0), *_weighed(aside if main else [], towns, ASIDE)]
    found = tuple(weighed) or tuple(_weighed(_meanings(words(text)), towns, 1.0)) or _as_it_is(text)
    return Name(found, frozenset(KINDS[word.text] for word in found if word.text in KINDS))


def compare_names(left: Name, right: Name) -> NameComparison:
    """Return how alike two names are and what in them contradicts."""
    both = align(left.words, right.words)
    telling = min(1.0, both.shared_weight)
    likeness = SHARE_COUNTS * both.share + CONTAINED_COUNTS * both.contained * telling
    if both.share > 0.999:
        likeness = 1.0
    return NameComparison(
        likeness=likeness,
        weight=both.shared_weight,
        own_words=_own_words(both.only_left, both.only_right, kinds=left.kinds & right.kinds),
        other_number=bool(left.numbers and right.numbers) and left.numbers.isdisjoint(right.numbers),
        other_kind=bool(left.kinds and right.kinds) and left.kinds.isdisjoint(right.kinds),
        is_beside=bool((left.kinds ^ right.kinds) & BESIDE),
        opposite=_contradict(left.words, right.words),
    )


def _own_words(only_left: Words, only_right: Words, *, kinds: frozenset[str]) -> float:
    """Familienzentrum and Kita are two words for one kind of house: neither is its own."""
    return min(_total(only_left, kinds), _total(only_right, kinds))


def _total(found: Words, kinds: frozenset[str]) -> float:
    return sum(word.weight for word in found if KINDS.get(word.text) not in kinds)


def _as_it_is(text: str) -> Words:
    return (Word(text.casefold().strip(), 1.0),)


def _weighed(meanings: Sequence[str], towns: frozenset[str], share: float) -> Iterator[Word]:
    for meaning in meanings:
        weight = COMMON if meaning in towns or meaning.removesuffix("er") in towns else weight_of(meaning)
        yield Word(meaning, weight * share)


def _meanings(spelled: Sequence[str]) -> list[str]:
    """Return one word for each meaning, without legal forms: `e.V.` at the end is one, `Ev.` before a name is a faith."""
    without = [word for place, word in enumerate(spelled) if not _is_legal_form(word, place, len(spelled))]
    found: list[str] = []
    place = 0
    while place < len(without):
        length, meaning = _phrase_at(without, place)
        found += [meaning] if length > 1 or meaning != without[place] else _parts(meaning)
        place += length
    last = found[-1] if found else ""
    return [*found[:-1], _ROMAN.get(last, last)] if len(found) > 1 else found


def _is_legal_form(word: str, place: int, length: int) -> bool:
    if word == "ev":
        return place == length - 1 and length > 1
    return word in LEGAL_FORMS and length > 1


def _phrase_at(spelled: Sequence[str], place: int) -> tuple[int, str]:
    for length in range(min(LONGEST_PHRASE, len(spelled) - place), 0, -1):
        meaning = PHRASES.get(tuple(spelled[place : place + length]))
        if meaning is not None:
            return length, meaning
    return 1, _mistyped_meaning(spelled[place])


@lru_cache(maxsize=20_000)
def _mistyped_meaning(word: str) -> str:
    """A slip in a long word that many houses share must not make it a rare one."""
    if len(word) < SHORTEST_MISTYPED:
        return word
    known = (phrase for phrase in LONG_WORDS.get(word[0], ()) if edits(word, phrase, most=1) == 1)
    return next((PHRASES[(phrase,)] for phrase in known), word)


def _parts(word: str) -> list[str]:
    """`libellengrundschule` is Libellen and Grundschule, `kielstr` is Kielstraße; a hyphen or none makes no difference."""
    if (word,) in PHRASES or word in COMMON_WORDS:
        return [word]
    if word.endswith("str") and len(word) >= SHORTEST_STEM + 3:
        return [f"{word}asse"]
    for point in POINTS:
        if word.startswith(point) and word.removeprefix(point) in SIDES:
            return [PHRASES.get((point,), point), word.removeprefix(point)]
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM and stem not in FILLERS:
            return [stem, PHRASES.get((ending,), ending)]
    return [word]


def _contradict(left: Words, right: Words) -> bool:
    here, there = {word.text for word in left}, {word.text for word in right}
    return any(here & group and there & group and not here & there & group for group in EXCLUSIVE)
