"""What fields let choose, as pairs of value and text in the reader's language; `choices` in templates."""

from collections.abc import Iterable
from typing import Final

from services.portal.domain.accessibility import ACCESSIBILITY
from services.portal.domain.filters import DAYTIMES, FLAGS, WEEKDAYS
from services.portal.domain.themes import THEMES
from services.portal.neighbours.found import FoundPage
from services.portal.storage.partners import Organisation
from services.portal.storage.places import KnownPlace
from services.portal.storage.quarters import Phase, Quarter
from services.portal.web import offer_wording, wording
from shared.web.languages import Language
from shared.web.pages.view import drawn
from shared.web.problems import mark

Choices = list[tuple[str, str]]

SPOKEN: Final = (
    "de", "de-x-leicht", "tr", "ar", "bg", "ro", "pl", "uk", "ru", "en", "es", "fr", "kmr", "mk", "rom", "fa", "el", "it", "ta",
)  # fmt: skip
"""The languages of Dortmund's quarters, the frequent ones first (deploy/reference)."""

PACES: Final = {
    "at-once": mark("sofort, wenn es etwas gibt"),
    "daily": mark("höchstens einmal am Tag"),
    "weekly": mark("höchstens einmal in der Woche"),
}


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


def weekdays() -> Choices:
    """The days of the week by name."""
    return [(day, offer_wording.weekday_name(day)) for day in WEEKDAYS]


def daytimes() -> Choices:
    """Parts of the day."""
    return [(key, offer_wording.daytime(key)) for key in DAYTIMES]


def flags() -> Choices:
    """What an offer has or has not."""
    return [(key, offer_wording.flag(key)) for key in FLAGS]


def accessibility() -> Choices:
    """What helps people with disabilities and prams."""
    return [(key, offer_wording.accessible(key)) for key in ACCESSIBILITY]


def known_themes(found: FoundPage, chosen: Iterable[str]) -> list[str]:
    """The themes that occur in what was found, and those chosen, in our order."""
    there = {*(facet.value for facet in found.facets.get("theme", ())), *chosen}
    return [*(key for key in THEMES if key in there), *sorted(there - THEMES.keys())]


def known_languages(found: FoundPage, chosen: Iterable[str]) -> list[str]:
    """The languages that occur in what was found, and those chosen, the frequent ones of Dortmund first."""
    there = {*(facet.value for facet in found.facets.get("language", ())), *chosen}
    return [*(tag for tag in SPOKEN if tag in there), *sorted(there - set(SPOKEN))]


def phases(known: Iterable[Phase]) -> Choices:
    """Life phases by their ages."""
    return [(phase.key, wording.phase(phase.label)) for phase in known]


def numbered_weekdays() -> Choices:
    """The days of the week by name, numbered from Monday, 1 (ISO 8601)."""
    return [(str(number), offer_wording.weekday_name(day)) for number, day in enumerate(WEEKDAYS, start=1)]


def paces() -> Choices:
    """How often somebody wants to be told."""
    return [(key, drawn.get().texts.gettext(text)) for key, text in PACES.items()]


def places(known: Iterable[KnownPlace]) -> Choices:
    """Places by name."""
    return [(str(place.id), place.label) for place in known]


def radii(metres: Iterable[int]) -> Choices:
    """How far from a place."""
    return [(str(each), offer_wording.radius(each)) for each in metres]
