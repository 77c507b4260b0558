"""What joins partners and quarters: membership, agreements, and working groups that they share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import cos, pi, sin
from uuid import UUID

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """`members` tells the partners of each network; `agreed` and `grouped` count what joins two partners."""

    labels: Mapping[UUID, str]
    members: Mapping[str, frozenset[UUID]]
    agreed: Mapping[Pair, int] = field(default_factory=dict)
    grouped: Mapping[Pair, int] = field(default_factory=dict)

    def shared(self) -> Mapping[tuple[str, str], int]:
        """Return how many partners two networks have in common, where there are any."""
        pairs = combinations(sorted(self.members), 2)
        common = {(one, other): len(self.members[one] & self.members[other]) for one, other in pairs}
        return {pair: count for pair, count in common.items() if count}

    def elsewhere(self, network: str) -> Mapping[UUID, tuple[str, ...]]:
        """Return in which other networks the members of one work too."""
        found: defaultdict[UUID, list[str]] = defaultdict(list)
        for other in sorted(self.members.keys() - {network}):
            for partner in self.members[network] & self.members[other]:
                found[partner].append(other)
        return {partner: tuple(others) for partner, others in found.items()}


def pairs_of(circles: Iterable[Iterable[UUID]]) -> Mapping[Pair, int]:
    """Return how often two partners stand in a circle together; each pair in the order of their ids."""
    return Counter(pair for circle in circles for pair in combinations(sorted(set(circle)), 2))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands on a ring, and whether its name goes to the right or to the left of it."""

    x: float
    y: float
    label_x: float
    label_y: float
    is_right: bool


def ring(count: int, *, radius: float, centre: float, gap: float = 12) -> tuple[Place, ...]:
    """Return places on a circle, the first on top, clockwise; the same every time, so that a picture can be compared with the last."""
    places = []
    for number in range(count):
        angle = 2 * pi * number / count - pi / 2
        across, down = cos(angle), sin(angle)
        places.append(
            Place(
                x=round(centre + radius * across, 1),
                y=round(centre + radius * down, 1),
                label_x=round(centre + (radius + gap) * across, 1),
                label_y=round(centre + (radius + gap) * down + 4, 1),
                is_right=across >= -1e-9,
            )
        )
    return tuple(places)
