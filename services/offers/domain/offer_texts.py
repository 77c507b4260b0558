"""An offer's texts in several languages: one is the original, the others are translations of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.offers.domain.content_refusals import LanguageTwice, TextWithoutTitle
from services.offers.domain.languages import canonical_tag


class TextState(StrEnum):
    """Whether a translation is there and still says what the original says."""

    MISSING = "missing"
    OUTDATED = "outdated"
    MACHINE = "machine"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class OfferText:
    """The offer in one more language; a missing text only says that the language is wanted. Raises TextWithoutTitle."""

    language: str
    title: str | None = None
    description: str = ""
    state: TextState = TextState.CONFIRMED

    def __post_init__(self) -> None:
        object.__setattr__(self, "language", canonical_tag(self.language))
        if (self.title is None) != (self.state is TextState.MISSING):
            raise TextWithoutTitle(self.language)


def each_language_once(texts: Sequence[OfferText], *, original: str) -> tuple[OfferText, ...]:
    """Return the texts in the order of their languages; raises LanguageTwice, also for the original's language."""
    languages = [original, *(text.language for text in texts)]
    for language in languages:
        if languages.count(language) > 1:
            raise LanguageTwice(language)
    return tuple(sorted(texts, key=lambda text: text.language))


def outdated_where_untouched(texts: Sequence[OfferText], *, before: Sequence[OfferText]) -> tuple[OfferText, ...]:
    """Return the texts after a change of the original: a confirmed one is outdated unless this change touched it too."""
    untouched = set(before)
    return tuple(
        replace(text, state=TextState.OUTDATED) if text.state is TextState.CONFIRMED and text in untouched else text
        for text in texts
    )
