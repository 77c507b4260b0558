"""What fields let choose, as pairs of value and text in the reader's language; `choices` in templates."""

from collections.abc import Iterable
from typing import Final

from services.portal.storage.partners import Organisation
from services.portal.storage.quarters import Quarter
from services.portal.web import wording
from shared.web.languages import Language
from shared.web.pages.view import drawn

Choices = list[tuple[str, str]]

SPOKEN: Final = (
    "de", "de-x-leicht", "tr", "ar", "bg", "ro", "pl", "uk", "ru", "en", "es", "fr", "kmr", "mk", "rom", "fa", "el", "it", "ta",
)  # fmt: skip
"""The languages of Dortmund's quarters, the frequent ones first (deploy/reference)."""


def months() -> Choices:
    """The twelve months by name."""
    return [(str(number), wording.month_name(number)) for number in range(1, 13)]


def numbers(values: Iterable[int]) -> Choices:
    """Numbers that stand for themselves, such as years."""
    return [(str(value), str(value)) for value in values]


def years_of_age(values: Iterable[int]) -> Choices:
    """Ages in years; under one has words of its own."""
    under_one = drawn.get().texts.gettext("unter 1 Jahr")
    return [(str(years), wording.childs_age(years * 12) if years else under_one) for years in values]


def themes(keys: Iterable[str]) -> Choices:
    """Themes of offers."""
    return [(key, wording.theme(key)) for key in keys]


def languages(tags: Iterable[str]) -> Choices:
    """Languages spoken at offers."""
    return [(tag, wording.language_name(tag)) for tag in tags]


def text_languages(known: Iterable[Language]) -> Choices:
    """Languages we write in, each by its own name."""
    return [(language.tag, language.own_name) for language in known]


def quarters(known: Iterable[Quarter]) -> Choices:
    """Quarters by name."""
    return [(quarter.id, quarter.name) for quarter in known]


def organisations(known: Iterable[Organisation]) -> Choices:
    """Organisations by name."""
    return [(str(organisation.id), organisation.label) for organisation in known]
