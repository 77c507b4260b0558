"""What somebody's words mean: a weekday, a quarter, „kostenlos“ are filters, the others are looked for in the offers.

A word becomes a filter only where that filter was not chosen already; all that was understood so is told to the asker.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from services.offers.domain.search.compounds import parts_of
from services.offers.domain.search.synonyms import Synonyms, Term
from services.offers.domain.search.wanted import Flag, Wanted
from services.offers.domain.search.when import GERMAN_WEEKDAYS, Daytime
from services.offers.domain.search.words import FILLERS, compared_words, is_nearly

MOST_WORDS = 12
OLDEST_MONTHS = 300
FLAG_WORDS = {
    **dict.fromkeys(("kostenlos", "kostenlose", "kostenfrei", "gratis", "umsonst", "gebuhrenfrei"), Flag.FREE),
    "heute": Flag.TODAY,
    "jetzt": Flag.OPEN_NOW,
}
DAYTIME_WORDS = {
    **dict.fromkeys(("morgens", "vormittag", "vormittags"), Daytime.MORNING),
    **dict.fromkeys(("nachmittag", "nachmittags"), Daytime.AFTERNOON),
    **dict.fromkeys(("abends",), Daytime.EVENING),
}
LANGUAGE_WORDS = {
    "turkisch": "tr",
    "arabisch": "ar",
    "russisch": "ru",
    "ukrainisch": "uk",
    "polnisch": "pl",
    "rumanisch": "ro",
    "bulgarisch": "bg",
    "englisch": "en",
    "franzosisch": "fr",
    "spanisch": "es",
    "persisch": "fa",
    "farsi": "fa",
    "kurdisch": "ku",
}
_AGE = re.compile(r"(jahr|monat)(e|en|s)?")

Quarters = Mapping[Term, Sequence[str]]
"""Names of quarters as words in compared spelling, with the networks that are called so."""


@dataclass(frozen=True)
class Understood:
    """Words that were taken for a filter."""

    words: str
    filter: str
    value: str


@dataclass(frozen=True)
class Concept:
    """Something all found offers have: its words, or the parts of its compound, or another term that means the same."""

    words: Term
    parts: Term = ()
    synonyms: tuple[Term, ...] = ()

    def all_words(self) -> tuple[str, ...]:
        """Return every word that must be looked up."""
        return (*self.words, *self.parts, *(word for term in self.synonyms for word in term))


@dataclass(frozen=True, kw_only=True)
class Question:
    """Filters and concepts."""

    wanted: Wanted
    concepts: tuple[Concept, ...] = ()
    understood: tuple[Understood, ...] = ()


@dataclass
class _Reading:
    """The question as far as it is read."""

    wanted: Wanted
    quarters: Quarters
    chosen: Wanted
    rest: list[str] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)

    def take(self, name: str, value: Any, words: Sequence[str]) -> None:
        """Add a value to a filter."""
        values = getattr(self.wanted, name)
        joined: Any = values | {value} if isinstance(values, frozenset) else tuple(dict.fromkeys((*values, value)))
        self.wanted = replace(self.wanted, **{name: joined})
        told = value.value if isinstance(value, Flag) else name
        self.understood.append(Understood(" ".join(words), told, "true" if isinstance(value, Flag) else str(value)))


def understand(text: str, *, chosen: Wanted, quarters: Quarters, synonyms: Synonyms) -> Question:
    """Return what a text and the filters chosen beside it ask for."""
    words = compared_words(text)[:MOST_WORDS]
    reading = _Reading(chosen, quarters, chosen)
    while words:
        used = next((used for way in _WAYS if (used := way(reading, words))), 0)
        if not used:
            reading.rest.append(words[0])
        words = words[used or 1 :]
    telling = [word for word in reading.rest if word not in FILLERS]
    return Question(wanted=reading.wanted, concepts=_concepts(telling, synonyms), understood=tuple(reading.understood))


def _concepts(words: Sequence[str], synonyms: Synonyms) -> tuple[Concept, ...]:
    concepts: list[Concept] = []
    while words:
        length, same = synonyms.longest(words)
        own = tuple(words[: max(length, 1)])
        concepts.append(Concept(own, parts_of(own[0]) if len(own) == 1 else (), same))
        words = words[len(own) :]
    return tuple(dict.fromkeys(concepts))


def _quarter(reading: _Reading, words: Sequence[str]) -> int:
    if reading.chosen.networks:
        return 0
    names = [name for name in reading.quarters if len(words) >= len(name) and _is_name(words, name)]
    if not names:
        return 0
    name = max(names, key=lambda each: (words[: len(each)] == each, len(each), each))
    for network in reading.quarters[name]:
        reading.take("networks", network, words[: len(name)])
    return len(name)


def _is_name(words: Sequence[str], name: Term) -> bool:
    return all(is_nearly(word, known) for word, known in zip(words, name, strict=False))


def _weekday(reading: _Reading, words: Sequence[str]) -> int:
    spoken = words[0] if words[0] in GERMAN_WEEKDAYS else words[0].removesuffix("s")
    day = next((day for name, day in GERMAN_WEEKDAYS.items() if is_nearly(spoken, name)), None)
    if day is None or reading.chosen.weekdays:
        return 0
    reading.take("weekdays", day, words[:1])
    return 1


def _flag(reading: _Reading, words: Sequence[str]) -> int:
    flag = FLAG_WORDS.get(words[0])
    if flag is None or flag in reading.chosen.flags:
        return 0
    reading.take("flags", flag, words[:1])
    return 1


def _named(name: str, meanings: Mapping[str, Any]) -> Callable[[_Reading, Sequence[str]], int]:
    def read(reading: _Reading, words: Sequence[str]) -> int:
        meaning = meanings.get(words[0])
        if meaning is None or getattr(reading.chosen, name):
            return 0
        reading.take(name, meaning, words[:1])
        return 1

    return read


def _age(reading: _Reading, words: Sequence[str]) -> int:
    unit = _AGE.fullmatch(words[1]) if len(words) > 1 and words[0].isascii() and words[0].isdigit() else None
    if unit is None or reading.chosen.ages_months:
        return 0
    months = int(words[0][:4]) * (12 if unit[1] == "jahr" else 1)
    if months > OLDEST_MONTHS:
        return 0
    reading.take("ages_months", months, words[:2])
    return 2


_WAYS = (_weekday, _flag, _named("daytimes", DAYTIME_WORDS), _named("languages", LANGUAGE_WORDS), _age, _quarter)
