"""Words of the field that mean the same: Krabbelgruppe and Baby-Eltern-Treff. The office keeps the groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.offers.domain.refusals import OfferRefusal
from services.offers.domain.search.words import FILLERS, compared_words, is_nearly

LEAST_TERMS = 2
Term = tuple[str, ...]


class TooFewTerms(OfferRefusal):
    """A group of synonyms needs two terms that differ and say something."""


@dataclass(frozen=True, kw_only=True)
class SynonymGroup:
    """Terms that mean the same, as they are written; raises TooFewTerms."""

    id: UUID
    terms: tuple[str, ...]
    version: int = 1

    def __post_init__(self) -> None:
        if len(set(self.compared())) < LEAST_TERMS:
            raise TooFewTerms

    def compared(self) -> tuple[Term, ...]:
        """Return the terms as words in compared spelling."""
        terms = (tuple(word for word in compared_words(term) if word not in FILLERS) for term in self.terms)
        return tuple(dict.fromkeys(term for term in terms if term))

    def changed(self, terms: tuple[str, ...]) -> "SynonymGroup":
        """Return the group with other terms, itself if nothing differs."""
        return self if terms == self.terms else replace(self, terms=terms, version=self.version + 1)


@dataclass(frozen=True)
class Synonyms:
    """All groups, asked for the term with which a question goes on."""

    groups: Sequence[tuple[Term, ...]] = ()

    @classmethod
    def of(cls, groups: Iterable[SynonymGroup]) -> "Synonyms":
        """Return the groups in compared spelling."""
        return cls([group.compared() for group in groups])

    def longest(self, words: Sequence[str]) -> tuple[int, tuple[Term, ...]]:
        """Return how many of the first words are a known term, and all that means the same; 0 without one."""
        found = [(len(term), term, group) for group in self.groups for term in group if _begins_with(words, term)]
        length = max((each[0] for each in found), default=0)
        same = (other for size, term, group in found if size == length for other in group if other != term)
        return length, tuple(dict.fromkeys(same))


def _begins_with(words: Sequence[str], term: Term) -> bool:
    return len(words) >= len(term) and all(
        is_nearly(word, known) or _in_plural(word, known) for word, known in zip(words, term, strict=False)
    )


def _in_plural(word: str, known: str) -> bool:
    return word.startswith(known[:-1]) and len(word) - len(known) in {1, 2}
