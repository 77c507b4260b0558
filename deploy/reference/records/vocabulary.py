"""The controlled words: sources, life phases, themes and languages."""

from deploy.reference.records.documented import Ages, Documented, Record
from shared.contracts.vocabulary import Key, LanguageTag, Line


class Source(Record):
    """Where facts were found."""

    key: str
    title: Line
    url: str | None = None


class LifePhase(Documented):
    """A phase of the Lebensphasenmodell."""

    key: Key
    label: Line
    ages: Ages
    order: int


class Theme(Documented):
    """What an offer is about."""

    key: Key
    label: Line


class Language(Documented):
    """A language that families in Dortmund speak; tier 1 is worth an interface of its own."""

    tag: LanguageTag
    label: Line
    tier: int
    right_to_left: bool = False
