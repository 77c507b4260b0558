"""The languages people can choose (BCP 47) and how one is chosen for a request: no cookie, nothing is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Language:
    """`own_name` is what its speakers call it; `locale` is Babel's name for dates and numbers.

    `is_confirmed` once a person who speaks it has checked our texts; until then every page says that nobody has.
    """

    tag: str
    own_name: str
    direction: Literal["ltr", "rtl"]
    locale: str
    is_confirmed: bool = False


GERMAN: Final = Language("de", "Deutsch", "ltr", "de", is_confirmed=True)
COMPLETE_LANGUAGES: Final = (
    GERMAN,
    Language("de-x-leicht", "Leichte Sprache", "ltr", "de"),
    Language("tr", "Türkçe", "ltr", "tr"),
    Language("ar", "العربية", "rtl", "ar"),
)
"""The languages in which everything is written, the pages for professionals too."""
DESK_LANGUAGES: Final = tuple(language for language in COMPLETE_LANGUAGES if language.tag in {"de", "tr", "ar"})
"""The languages of the pages on which partners, coordination and office work."""
FAMILY_LANGUAGES: Final = (
    Language("bg", "Български", "ltr", "bg"),
    Language("ro", "Română", "ltr", "ro"),
    Language("pl", "Polski", "ltr", "pl"),
    Language("uk", "Українська", "ltr", "uk"),
    Language("ru", "Русский", "ltr", "ru"),
    Language("en", "English", "ltr", "en"),
)
"""The further languages of pages and mails for families, by machine."""
LANGUAGES: Final = (*COMPLETE_LANGUAGES, *FAMILY_LANGUAGES)
BY_TAG: Final = {language.tag: language for language in LANGUAGES}


def choose_language(
    requested: str | None, accept_language: str = "", *, among: Sequence[Language] = LANGUAGES
) -> Language:
    """The language asked for by name (the `lang` of an address), else the browser's best, else German."""
    known = BY_TAG if among is LANGUAGES else {language.tag: language for language in among}
    if requested in known:
        return known[requested]
    for tag in _by_preference(accept_language):
        if language := known.get(tag) or known.get(tag.partition("-")[0]):
            return language
    return GERMAN


def _by_preference(accept_language: str) -> list[str]:
    """The tags of an Accept-Language header (RFC 9110, section 12.5.4), best first; a quality of 0 means never."""
    ranked: list[tuple[float, str]] = []
    for part in accept_language.split(",")[:20]:
        tag, _, quality = part.partition(";q=")
        try:
            ranked.append((float(quality or 1), tag.strip().lower()))
        except ValueError:
            continue
    return [tag for quality, tag in sorted(ranked, key=lambda entry: -entry[0]) if quality > 0]
