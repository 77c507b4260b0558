"""How near two offers are to each other: the same house, round the corner, in one quarter, or apart."""

import math
from enum import StrEnum

from services.offers.domain.double_structures.described import Described, Prepared
from services.offers.domain.double_structures.folding import share

SAME_HOUSE_METRES = 80
NEAR_METRES = 2_000
SAME_NAME, SAME_ADDRESS, OTHER_NAME = 0.75, 0.9, 0.45
EARTH_METRES = 6_371_000


class Closeness(StrEnum):
    """Where two offers take place, seen from each other."""

    SAME_HOUSE = "same_house"
    NEAR = "near"
    APART = "apart"
    UNKNOWN = "unknown"


def closeness(left: Prepared, right: Prepared) -> Closeness:
    """Return how near the two are; a quarter is near, what nobody wrote down is unknown."""
    metres = _metres(left.said, right.said)
    if _is_same_house(left, right, metres):
        return Closeness.SAME_HOUSE
    if metres is not None:
        return Closeness.NEAR if metres <= NEAR_METRES else Closeness.APART
    if left.said.network is not None and right.said.network is not None and left.said.network != right.said.network:
        return Closeness.APART
    if _are_in_other_postal_areas(left, right):
        return Closeness.APART
    return Closeness.NEAR if _are_known_to_differ(left, right) else Closeness.UNKNOWN


def _is_same_house(left: Prepared, right: Prepared, metres: float | None) -> bool:
    if left.said.anchor_site is not None and left.said.anchor_site == right.said.anchor_site:
        return True
    by_street = share(left.street, right.street)
    if by_street is not None and _numbers(left.street) == _numbers(right.street) != frozenset():
        return by_street >= SAME_ADDRESS and not _are_in_other_postal_areas(left, right)
    if metres is not None:
        return metres <= SAME_HOUSE_METRES
    return (share(left.place, right.place) or 0.0) >= SAME_NAME


def _are_known_to_differ(left: Prepared, right: Prepared) -> bool:
    names, addresses = share(left.place, right.place), share(left.address, right.address)
    told = [part for part in (names, addresses) if part is not None]
    return bool(told) and max(told) < SAME_NAME


def _are_in_other_postal_areas(left: Prepared, right: Prepared) -> bool:
    """Tell whether the addresses lie in different postal areas, where no common quarter says that they are near."""
    if left.said.network is not None and left.said.network == right.said.network:
        return False
    codes, others = _postal_codes(left.address), _postal_codes(right.address)
    return bool(codes) and bool(others) and not codes & others


def _postal_codes(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) == 5 and word.isdigit())


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit() and len(word) < 5)


def _metres(left: Described, right: Described) -> float | None:
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    middle = math.radians((left.latitude + right.latitude) / 2)
    east = math.radians(right.longitude - left.longitude) * math.cos(middle)
    return EARTH_METRES * math.hypot(east, math.radians(right.latitude - left.latitude))
