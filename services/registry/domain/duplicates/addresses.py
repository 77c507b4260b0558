"""Compares addresses of Germany and of English-speaking countries: street, number, postal code and town."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from services.registry.domain.duplicates.alignment import Word, align
from services.registry.domain.duplicates.folding import fold, words
from services.registry.domain.duplicates.similarity import edits

_TYPES = {
    "strasse": "strasse str straße",
    "street": "street st",
    "avenue": "avenue ave av",
    "boulevard": "boulevard blvd blv bl boul",
    "road": "road rd",
    "drive": "drive dr drv",
    "lane": "lane ln",
    "place": "place pl platz plaza plz",
    "square": "square sq",
    "court": "court ct",
    "highway": "highway hwy",
    "parkway": "parkway pkwy pky",
    "terrace": "terrace ter",
    "circle": "circle cir",
    "expressway": "expressway expwy expy",
    "weg": "weg",
    "allee": "allee",
    "gasse": "gasse",
    "ring": "ring",
    "ufer": "ufer",
    "damm": "damm",
    "way": "way wy",
    "pike": "pike",
}
_STREET_TYPES = {fold(word): kind for kind, spellings in _TYPES.items() for word in spellings.split()}
# The German ones are written in one word with the street's name: Kielstraße, Kielstr., Hafenweg.
_ENDINGS = ("strasse", "str", "weg", "platz", "allee", "gasse", "ring", "ufer", "damm")
_DIRECTIONS = {"north": "n", "south": "s", "east": "e", "west": "w", "nw": "nw", "ne": "ne", "sw": "sw", "se": "se"}
_DIRECTIONS |= {"so": "s", "no": "n", "n": "n", "s": "s", "e": "e", "w": "w"}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NUMBERED = {fold(word): f"{place}th" for place, word in enumerate(_ORDINALS.split(), start=1)}
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_ASIDE = re.compile(
    r"\(.*?\)|\b(?:between|btwn|bet|near|off|corner|ecke|suite|ste|apt|unit|floor|fl|room|rm|etage|hinterhaus|c/o)\b.*|#.*|\bat\b.*"
)
_POSTAL_CODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")
_NUMBER = re.compile(r"^(\d+)([a-z]?)$")
DIRECTION, TYPE = 0.2, 0.25
SAME_STREET = 0.84
SHORTEST_MISTYPED = 8
LONG_NUMBER = 3
# Hauptstraße 5 is in every town; 12224 Ventura Boulevard is in one, whatever the town is called.
TELLING_NUMBER = 100


class Number(Enum):
    """How two house numbers stand to each other."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Address:
    """An address in comparable parts."""

    street: tuple[Word, ...] = ()
    numbers: tuple[int, ...] = ()
    postal_code: str | None = None
    town: tuple[str, ...] = ()
    spelled: str = ""


@dataclass(frozen=True)
class AddressComparison:
    """None is unknown: that side, or both, doesn't say it."""

    street: float | None
    number: Number
    same_postal_code: bool | None
    same_town: bool | None
    telling_number: bool = False

    @property
    def is_same_street(self) -> bool:
        """Whether the streets' names are one name."""
        return self.street is not None and self.street >= SAME_STREET


def read_address(*, street: str | None, postal_code: str | None, city: str | None) -> Address:
    """Return the address; one written in a single line gives what the fields leave out."""
    lines = [part for part in re.split(r"[,;\n]", street or "") if part.strip()]
    first = next((part for part in lines if _has_letters_and_number(part)), lines[0] if lines else "")
    rest = " ".join(part for part in lines if part is not first)
    code = _POSTAL_CODE.search(postal_code or "") or _POSTAL_CODE.search(rest)
    town = city or (rest if code and not postal_code else None)
    names, numbers = _street(words(_ASIDE.sub(" ", fold(first)).strip() or first))
    towns = tuple(word for word in words(town or "") if word.isalpha())
    return Address(
        names,
        numbers,
        code.group(1) if code else None,
        _without_directions(towns),
        "".join(name.text for name in names),
    )


def compare_addresses(left: Address, right: Address) -> AddressComparison:
    """Return how two addresses stand to each other."""
    street = _compare_streets(left, right) if left.street and right.street else None
    codes = (left.postal_code, right.postal_code)
    return AddressComparison(
        street=street,
        number=_compare_numbers(left.numbers, right.numbers),
        same_postal_code=codes[0] == codes[1] if all(codes) else None,
        same_town=_is_same_town(left.town, right.town),
        telling_number=max((*left.numbers, *right.numbers), default=0) >= TELLING_NUMBER,
    )


def _compare_streets(left: Address, right: Address) -> float:
    """A slip may also hit where the name ends and its `straße` begins."""
    share = align(left.street, right.street).share
    if share >= SAME_STREET or min(len(left.spelled), len(right.spelled)) < SHORTEST_MISTYPED:
        return share
    return SAME_STREET if edits(left.spelled, right.spelled, most=1) <= 1 else share


def _has_letters_and_number(part: str) -> bool:
    return any(letter.isdigit() for letter in part) and sum(letter.isalpha() for letter in part) > 2


def _street(spelled: Sequence[str]) -> tuple[tuple[Word, ...], tuple[int, ...]]:
    """In front of the street's name stand English numbers, behind it German ones, with letters and ranges."""
    known = [_NUMBERED.get(word, word) if place else word for place, word in enumerate(spelled)]
    leading = _run(known)
    trailing = () if leading else _run(known[::-1])
    start, end = len(leading), len(known) - len(trailing)
    numbers = tuple(sorted(int(found.group(1)) for word in (*leading, *trailing) if (found := _NUMBER.match(word))))
    return tuple(part for place, word in enumerate(known[start:end]) for part in _named(word, place)), numbers


def _run(spelled: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers at the beginning, single letters between or after them too, but never all there is."""
    length = 0
    while length < len(spelled) - 1 and (_NUMBER.match(spelled[length]) or _is_letter_of_number(spelled, length)):
        length += 1
    found = tuple(spelled[:length])
    return found if any(_NUMBER.match(word) for word in found) else ()


def _is_letter_of_number(spelled: Sequence[str], place: int) -> bool:
    return len(spelled[place]) == 1 and spelled[place] not in _DIRECTIONS and spelled[place].isalpha()


def _named(word: str, place: int) -> list[Word]:
    if place == 0 and word == "st":
        return [Word("sankt", 0.5)]
    if word in _DIRECTIONS:
        return [Word(_DIRECTIONS[word], DIRECTION)]
    if word in _STREET_TYPES:
        return [Word(_STREET_TYPES[word], TYPE)]
    if ordinal := _ORDINAL.match(word):
        return [Word(f"{ordinal.group(1)}th", 1.0)]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return [Word(word.removesuffix(ending), 1.0), Word(_STREET_TYPES[ending], TYPE)]
    return [Word(word, 1.0 if len(word) > 2 or word.isdigit() else 0.5)]


def _compare_numbers(left: tuple[int, ...], right: tuple[int, ...]) -> Number:
    if not left or not right:
        return Number.UNKNOWN
    if left[0] <= right[-1] and right[0] <= left[-1]:
        return Number.SAME
    return Number.NEAR if _is_slip(str(left[0]), str(right[0])) else Number.DIFFERENT


def _is_slip(left: str, right: str) -> bool:
    """One digit of a long number is soon wrong; 12 and 13 are two houses."""
    if len(left) != len(right) or len(left) < LONG_NUMBER:
        return False
    different = [place for place in range(len(left)) if left[place] != right[place]]
    return len(different) == 1 or (len(different) == 2 and sorted(left) == sorted(right))


def _without_directions(town: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_DIRECTIONS.get(word, word) for word in town)


def _is_same_town(left: tuple[str, ...], right: tuple[str, ...]) -> bool | None:
    """`Frankfurt` is `Frankfurt am Main`, `New York` is `New York City`."""
    if not left or not right:
        return None
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    alike = align(tuple(Word(word, 1.0) for word in left), tuple(Word(word, 1.0) for word in right))
    return alike.contained >= SAME_STREET
