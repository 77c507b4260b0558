"""For which ages an offer is, read from its words where nobody entered them: `6–18 Monate`, `ab 3 Jahren`, `unter Dreijährige`."""

import re
from functools import lru_cache

from services.offers.domain.ages import Ages
from services.offers.domain.double_structures.folding import fold

YEAR_MONTHS = 12
OLDEST_YEARS = 27
_UNIT = r"(monat|jahr|lebensjahr)"
_BETWEEN = re.compile(
    rf"(\d{{1,2}})\s*(?:{_UNIT}\w*\s*)?(?:-|–|bis|und)\s*(?:zu\s*|unter\s*)?(\d{{1,2}})\s*\.?\s*{_UNIT}"
)
_FROM = re.compile(rf"\bab\s*(?:dem\s*)?(\d{{1,2}})\.?\s*{_UNIT}")
_UP_TO = re.compile(rf"\b(?:bis|unter)\s*(?:zu\s*|zum\s*)?(\d{{1,2}})\.?\s*{_UNIT}")
_UNDER_THREE = re.compile(r"\bu\s?3\b|unter dreij")
_FIRST_YEAR = re.compile(r"(?:im|erstes|ersten) (?:ersten )?lebensjahr|im 1\. lebensjahr")


@lru_cache(maxsize=20_000)
def ages_in(text: str) -> Ages | None:
    """Return the ages that a text names; None if it names none that can be."""
    plain = fold(text)
    if found := _BETWEEN.search(plain):
        return _ages(_months(found[1], found[2] or found[4]), _months(found[3], found[4]))
    if found := _FROM.search(plain):
        return _ages(_months(found[1], found[2]), None)
    if found := _UP_TO.search(plain):
        return _ages(0, _months(found[1], found[2]))
    if _UNDER_THREE.search(plain):
        return Ages(0, 36)
    return Ages(0, 12) if _FIRST_YEAR.search(plain) else None


def _months(number: str, unit: str) -> int:
    return int(number) * (1 if unit == "monat" else YEAR_MONTHS)


def _ages(least: int, most: int | None) -> Ages | None:
    if most is not None and not least < most <= OLDEST_YEARS * YEAR_MONTHS:
        return None
    return Ages(least, most)
