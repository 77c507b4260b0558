"""When an offer takes place, read from what was written about it: days of the week and hours."""

import re
from dataclasses import dataclass
from functools import lru_cache

from services.offers.domain.double_structures.folding import fold

DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6, "sonnabend": 5}
_RANGE = re.compile(r"\b([a-z]+?)s?\s*(?:-|–|bis)\s*([a-z]+)\b")
_DAY = re.compile(r"\b[a-z]+\b")
_HOUR = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?(?=\s*(?:-|–|bis|uhr|h\b)|[:.]\d{2})")


@dataclass(frozen=True, slots=True)
class When:
    """Days of the week (0 is Monday) and the hour of the beginning in minutes; empty or None is unknown."""

    days: frozenset[int] = frozenset()
    begins: int | None = None


@lru_cache(maxsize=20_000)
def read_when(text: str) -> When:
    """Return what a text says of days and hours."""
    plain = fold(text)
    days = {day for word in _DAY.findall(plain) if (day := _day(word)) is not None}
    for found in _RANGE.finditer(plain):
        first, last = _day(found[1]), _day(found[2])
        if first is not None and last is not None and first < last:
            days |= set(range(first, last + 1))
    if "taglich" in plain or "werktag" in plain:
        days |= set(range(5))
    hour = _HOUR.search(plain)
    begins = int(hour[1]) * 60 + int(hour[2] or 0) if hour is not None and int(hour[1]) < 24 else None
    return When(frozenset(days), begins)


def _day(word: str) -> int | None:
    if word in SHORT:
        return SHORT[word]
    return next((place for place, day in enumerate(DAYS) if word.startswith(day)), None)
