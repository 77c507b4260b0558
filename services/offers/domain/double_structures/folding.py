"""Brings spellings of one word to the same letters, and tells how alike two words are in spite of slips of the keyboard."""

import re
import unicodedata
from functools import lru_cache

_WRITTEN_OUT = re.compile(r"([aou])e(?!u)")
_WORD = re.compile(r"[^\W_]+")
FILLING = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einer",
        "eines",
        "einem",
        "einen",
        "und",
        "oder",
        "fur",
        "mit",
        "ohne",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "in",
        "im",
        "am",
        "an",
        "auf",
        "bei",
        "beim",
        "aus",
        "bis",
        "ab",
        "ist",
        "sind",
        "wird",
        "werden",
        "wir",
        "sie",
        "ihr",
        "ihre",
        "ihren",
        "sich",
        "es",
        "auch",
        "nicht",
        "nur",
        "als",
        "wie",
        "alle",
        "allen",
        "aller",
        "unser",
        "unsere",
        "unserem",
        "fuer",
        "gemeinsam",
        "herzlich",
        "angebot",
        "angebote",
        "uhr",
        "jahr",
        "jahre",
        "jahren",
        "monat",
        "monate",
        "monaten",
        "jeden",
        "jede",
        "jeder",
        "dortmund",
    ]
)
WRITTEN_SHORT = {
    "fz": "familienzentrum",
    "fam": "familien",
    "gs": "grundschule",
    "jfs": "jugendfreizeitstatte",
    "kiga": "kindergarten",
    "str": "strasse",
    "ev": "evangelisch",
    "kath": "katholisch",
    "awo": "arbeiterwohlfahrt",
    "mgh": "mehrgenerationenhaus",
    "fbs": "familienbildungsstatte",
    "vhs": "volkshochschule",
}
ENDINGS = ("innen", "ern", "en", "er", "es", "in", "e", "n", "s")
SHORTEST_STEM = 4
NEARLY = 0.85


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return the text in plain small letters; ä, ae and a become one letter, as do ß and ss."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WRITTEN_OUT.sub(r"\1", plain)


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words in their order."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=20_000)
def telling_words(text: str) -> frozenset[str]:
    """Return the stems of the words that say something."""
    written_out = (_written_out(word) for word in words_of(text) if len(word) > 1 or word.isdigit())
    return frozenset(_stem(word) for word in written_out if word not in FILLING)


def _written_out(word: str) -> str:
    """`kielstr.` is kielstrasse."""
    if word.endswith("str") and len(word) > len("str") + 2:
        return f"{word}asse"
    return WRITTEN_SHORT.get(word, word)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=100_000)
def alike(left: str, right: str) -> float:
    """Return how surely two stems are one word, 0 to 1: equal, mistyped, or one inside the other."""
    if left == right:
        return 1.0
    shorter, longer = sorted((left, right), key=len)
    if shorter.isdigit() or longer.isdigit() or len(shorter) < SHORTEST_STEM:
        return 0.0
    if shorter in longer:
        return max(0.6, len(shorter) / len(longer))
    most = 1 if len(shorter) < 8 else 2
    return NEARLY if edits(shorter, longer, most=most) <= most else 0.0


def edits(left: str, right: str, *, most: int) -> int:
    """Return the number of typing errors (Damerau 1964), `most` + 1 when there are more."""
    if abs(len(right) - len(left)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        current = [row]
        for column, other in enumerate(right, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, last = last, current
    return last[-1]


@lru_cache(maxsize=4_000)
def share(left: frozenset[str], right: frozenset[str]) -> float | None:
    """Return the part of both that answers each other, 0 to 1; None if one of them says nothing."""
    if not left or not right:
        return None
    common = left & right
    found = sum(max(alike(word, other) for other in right) for word in left - common)
    back = sum(max(alike(word, other) for other in left) for word in right - common)
    return (2 * len(common) + found + back) / (len(left) + len(right))
