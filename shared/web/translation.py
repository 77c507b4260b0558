"""Texts in the reader's language, by gettext: the message ids are the German texts, so German needs no catalogue."""

from collections.abc import Sequence
from gettext import GNUTranslations, NullTranslations
from itertools import pairwise
from pathlib import Path
from typing import Final

from shared.web.languages import LANGUAGES, Language

SHARED: Final = Path(__file__).parent


class Texts:
    """The catalogues of some packages. The first package that knows a text wins; what nobody knows stays German."""

    def __init__(self, packages: Sequence[Path]) -> None:
        self._by_tag = {language.tag: _chain(language, [*packages, SHARED]) for language in LANGUAGES}

    def of(self, language: Language) -> NullTranslations:
        """The translations into one language: `.gettext(text)`, `.ngettext(one, many, number)`."""
        return self._by_tag[language.tag]


def _chain(language: Language, packages: Sequence[Path]) -> NullTranslations:
    chain = [_load(path) for path in (_catalogue(package, language) for package in packages) if path.exists()]
    for first, second in pairwise(chain):
        first.add_fallback(second)
    return chain[0] if chain else NullTranslations()


def _catalogue(package: Path, language: Language) -> Path:
    return package / "locale" / language.tag / "LC_MESSAGES" / "messages.po"


def _load(path: Path) -> GNUTranslations:
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        raise FileNotFoundError(f"{compiled} fehlt. Bitte einmal `make assets` ausführen.")
    with compiled.open("rb") as file:
        return GNUTranslations(file)
