"""An offer's texts in other languages than the original's, each with how far it can be trusted."""

from enum import StrEnum

from shared.contracts.vocabulary import LanguageTag, Line, Part, Text


class TextState(StrEnum):
    """Whether a translation is there and still says what the original says."""

    MISSING = "missing"
    OUTDATED = "outdated"
    MACHINE = "machine"
    CONFIRMED = "confirmed"


class OfferText(Part):
    """The offer in one more language (BCP 47; Leichte Sprache is `de-x-leicht`); a missing text has no title."""

    language: LanguageTag
    title: Line | None = None
    description: Text = ""
    state: TextState = TextState.CONFIRMED
