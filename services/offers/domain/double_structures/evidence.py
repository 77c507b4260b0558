"""What speaks for and against two offers being one and the same, each piece with its weight and in words.

Weights are logarithms of odds, chosen on one half of the labelled pairs (tests/bench/double_structures).
"""

from collections.abc import Iterator

from services.offers.domain.ages import Ages
from services.offers.domain.double_structures.closeness import Closeness
from services.offers.domain.double_structures.described import Prepared
from services.offers.domain.double_structures.folding import share
from services.offers.domain.double_structures.judgement import Reason

BEFORE = -2.4
FIRST_MONTH, LAST_MONTH = -9, 216
SAME_ORGANISATION, OTHER_ORGANISATION = 0.7, 0.45
TITLE_ALIKE, TITLE_APART = 0.8, 0.3
TEXT_ALIKE, TEXT_APART = 0.6, 0.12
AGES_ALIKE, AGES_APART = 0.75, 0.4
HALF = 0.5
HALF_AN_HOUR = 30


def reasons_of(left: Prepared, right: Prepared, *, nearness: Closeness) -> Iterator[Reason]:
    """Yield everything that can be said of the two; what is missing on one side says nothing."""
    yield from _title(left, right)
    yield from _kind(left, right)
    yield from _text(left, right)
    yield from _organisation(left, right)
    yield from _place(nearness)
    yield from _time(left, right)
    yield from _ages(left, right)
    yield from _for_whom(left, right)


def _title(left: Prepared, right: Prepared) -> Iterator[Reason]:
    part = share(left.title, right.title)
    if part is None:
        return
    text = "Die Titel sind fast gleich." if part >= TITLE_ALIKE else "Die Titel sind verschieden."
    weight = 4.0 * part - 1.6
    if kinds_agree(left, right) == 1.0:
        weight = max(weight, 0.9)
    if part >= TITLE_ALIKE or part < TITLE_APART:
        yield Reason("title", weight, text)
    else:
        yield Reason("title", weight, "Die Titel haben Wörter gemeinsam.")
    numbers, others = _numbers(left.title), _numbers(right.title)
    if numbers and others and numbers != others:
        yield Reason("title", -1.5, "Die Titel nennen verschiedene Nummern.")


def _kind(left: Prepared, right: Prepared) -> Iterator[Reason]:
    agreement = kinds_agree(left, right)
    if agreement == 1.0:
        yield Reason("kind", 0.8, "Beide sind dieselbe Art von Angebot.")
    elif agreement == 0.0:
        yield Reason("kind", -2.2, "Es sind verschiedene Arten von Angeboten.")


def _text(left: Prepared, right: Prepared) -> Iterator[Reason]:
    part = share(left.description, right.description)
    if part is not None and part >= TEXT_ALIKE:
        yield Reason("description", 0.7, "Die Beschreibungen sagen fast dasselbe.")
    elif part is not None and part < TEXT_APART:
        yield Reason("description", -0.4, "Die Beschreibungen haben wenig gemeinsam.")


def _organisation(left: Prepared, right: Prepared) -> Iterator[Reason]:
    part = share(left.organisation, right.organisation)
    if part is not None and part >= SAME_ORGANISATION:
        yield Reason("organisation", 1.5, "Dieselbe Einrichtung bietet beide an.")
    elif part is not None and part < OTHER_ORGANISATION:
        yield Reason("organisation", -1.7, "Verschiedene Einrichtungen bieten sie an.")


def _place(nearness: Closeness) -> Iterator[Reason]:
    if nearness is Closeness.SAME_HOUSE:
        yield Reason("place", 1.7, "Beide finden am selben Ort statt.")
    elif nearness is Closeness.NEAR:
        yield Reason("place", -2.8, "Sie finden an verschiedenen Orten in der Nähe statt.")
    elif nearness is Closeness.APART:
        yield Reason("place", -3.6, "Sie finden weit voneinander statt.")


def _time(left: Prepared, right: Prepared) -> Iterator[Reason]:
    one, other = left.when, right.when
    hours_known = one.begins is not None and other.begins is not None
    is_same_hour = hours_known and abs((one.begins or 0) - (other.begins or 0)) <= HALF_AN_HOUR
    if one.days and other.days and not one.days & other.days:
        yield Reason("time", -5.8, "Sie finden an verschiedenen Tagen statt.")
    elif one.days & other.days and is_same_hour:
        yield Reason("time", 1.6, "Tag und Uhrzeit stimmen überein.")
    elif one.days & other.days and hours_known:
        yield Reason("time", -0.6, "Sie finden am selben Tag zu anderer Zeit statt.")
    elif one.days & other.days:
        yield Reason("time", 0.6, "Sie finden am selben Tag statt.")


def _ages(left: Prepared, right: Prepared) -> Iterator[Reason]:
    part = ages_in_common(left.ages, right.ages)
    if part is None:
        return
    if part == 0.0:
        yield Reason("ages", -6.0, "Sie sind für verschiedene Alter.")
    elif (ages_in_common(left.ages, right.ages, of_smaller=True) or 0.0) < HALF:
        yield Reason("ages", -4.0, "Die Alter überschneiden sich nur am Rand.")
    elif part < AGES_APART:
        yield Reason("ages", -1.2, "Die Alter überschneiden sich nur zum Teil.")
    elif part >= AGES_ALIKE:
        yield Reason("ages", 0.7, "Sie sind für dasselbe Alter.")


def _for_whom(left: Prepared, right: Prepared) -> Iterator[Reason]:
    if apart(left.said.languages, right.said.languages):
        yield Reason("languages", -1.2, "Sie werden in verschiedenen Sprachen gehalten.")
    if apart(left.said.target_groups, right.said.target_groups):
        yield Reason("target_groups", -0.9, "Sie richten sich an verschiedene Zielgruppen.")
    if apart(left.said.themes, right.said.themes):
        yield Reason("themes", -0.8, "Sie haben verschiedene Themen.")


def kinds_agree(left: Prepared, right: Prepared) -> float | None:
    """Return 1 for the same kind, a half where one is also of the other's kind, 0 for different ones, None if unknown."""
    if not left.kinds or not right.kinds:
        return None
    if left.kinds[0] == right.kinds[0]:
        return 1.0
    return 0.5 if set(left.kinds) & set(right.kinds) else 0.0


def apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether both say something and nothing of it is the same."""
    return bool(left) and bool(right) and not left & right


def ages_in_common(left: Ages | None, right: Ages | None, *, of_smaller: bool = False) -> float | None:
    """Return the common months as a part of all months, or of the smaller interval; None if one is unknown."""
    if left is None or right is None:
        return None
    (begin, end), (other_begin, other_end) = _bounds(left), _bounds(right)
    common = max(0, min(end, other_end) - max(begin, other_begin))
    smaller = min(end - begin, other_end - other_begin)
    whole = smaller if of_smaller else max(end, other_end) - min(begin, other_begin)
    return common / whole if whole else None


def _bounds(ages: Ages) -> tuple[int, int]:
    least = FIRST_MONTH if ages.min_months is None else ages.min_months
    return least, LAST_MONTH if ages.max_months is None else max(ages.max_months, least + 1)


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit())
