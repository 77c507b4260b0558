"""How much each piece of evidence counts, as logarithms of odds; chosen on one half of the labelled pairs of tests/bench."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

BEFORE: Final = -2.5

# Likeness of names against its weight, joined by straight lines.
NAME: Final = ((0.0, -4.5), (0.3, -4.0), (0.5, -2.0), (0.65, 0.0), (0.8, 2.2), (0.9, 3.3), (1.0, 4.2))
RARE_NAME_ADDS: Final = 0.8
OTHER_NUMBER: Final = -3.5
MOST_IF_CONTRADICTED: Final = 1.5
OWN_WORDS: Final = -0.8
OWN_RARE_WORDS: Final = -1.5
OTHER_KIND: Final = -3.5
# Who stands beside a house has its address and often its telephone.
BESIDE: Final = -6.5
OPPOSITE: Final = -3.0

SAME_ADDRESS: Final = 3.3
SAME_ADDRESS_ELSEWHERE: Final = 2.6
# Hauptstraße 5 is in every town.
SAME_ADDRESS_ANYWHERE: Final = 0.3
SAME_ADDRESS_FAR: Final = -1.5
SAME_STREET: Final = 1.2
NEAR_NUMBER: Final = 1.5
OTHER_HOUSE: Final = -1.3
OTHER_STREET: Final = -2.4
SAME_TOWN: Final = 0.5
OTHER_TOWN: Final = -1.3
SAME_POSTAL_CODE: Final = 0.8
OTHER_POSTAL_CODE: Final = -0.6

SAME_PHONE: Final = 3.5
NEAR_PHONE: Final = 2.0
SAME_EXCHANGE: Final = 0.6
OTHER_PHONE: Final = -1.0
OTHER_PHONE_AFTER_MOVE: Final = -0.6

SAME_MAILBOX: Final = 2.0
SAME_DOMAIN: Final = 1.0
SAME_PAGE: Final = 1.8
OTHER_DOMAIN: Final = -0.5

SAME_IDENTIFIER: Final = 8.0
OTHER_IDENTIFIER: Final = -4.0
SAME_PARENT: Final = 0.3
OTHER_PARENT: Final = -0.5


def on_line(points: Sequence[tuple[float, float]], at: float) -> float:
    """Return the value at a place of a line through points that are ordered by place."""
    index = min(max(bisect_right([place for place, _ in points], at), 1), len(points) - 1)
    (start, low), (end, high) = points[index - 1], points[index]
    return low + (high - low) * (min(max(at, start), end) - start) / (end - start)
