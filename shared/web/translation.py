"""Texts in the reader's language, by gettext: the message ids are the German texts, so German needs no catalogue."""

from collections.abc import Sequence
from gettext import GNUTranslations, NullTranslations
from itertools import pairwise
from pathlib import Path
from typing import Final

from shared.web.languages import LANGUAGES, Language

SHARED: Final = Path(__file__).parent


class Texts:
    """The catalogues of some packages, read when their language is first asked for. The first package that knows a text wins; what
    nobody knows stays German.
    """

    def __init__(self, packages: Sequence[Path]) -> None:
        self._compiled = {language.tag: _compiled(language, [*packages, SHARED]) for language in LANGUAGES}
        self._by_tag: dict[str, NullTranslations] = {}

    def of(self, language: Language) -> NullTranslations:
        """The translations into one language: `.gettext(text)`, `.ngettext(one, many, number)`."""
        if language.tag not in self._by_tag:
            self._by_tag[language.tag] = _chain(self._compiled[language.tag])
        return self._by_tag[language.tag]


def _chain(compiled: Sequence[Path]) -> NullTranslations:
    chain = [_load(path) for path in compiled]
    for first, second in pairwise(chain):
        first.add_fallback(second)
    return chain[0] if chain else NullTranslations()


def _catalogue(package: Path, language: Language) -> Path:
    return package / "locale" / language.tag / "LC_MESSAGES" / "messages.po"


def _compiled(language: Language, packages: Sequence[Path]) -> list[Path]:
    catalogues = [path for path in (_catalogue(package, language) for package in packages) if path.exists()]
    compiled = [path.with_suffix(".mo") for path in catalogues]
    for path in compiled:
        if not path.exists():
            raise FileNotFoundError(f"{path} fehlt. Bitte einmal `make assets` ausführen.")
    return compiled


def _load(compiled: Path) -> GNUTranslations:
    with compiled.open("rb") as file:
        return GNUTranslations(file)
