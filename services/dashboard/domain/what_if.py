"""What would be missing in a quarter's life phases if some of its offers were no longer there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.dashboard.domain.coverage import Cell, Depth
from services.dashboard.domain.overview import Phase

Spot = tuple[str, str, str]
"""A network, a theme and a life phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One spot of a chain before and after; `hole` after means that nobody is there any more."""

    network: str
    theme: str
    phase: Phase
    before: int
    after: int

    @property
    def depth(self) -> Depth:
        """Tell what would be left."""
        return Cell(self.phase.key, self.after).depth


def losses(phases: Sequence[Phase], before: Mapping[Spot, int], gone: Mapping[Spot, int]) -> tuple[Loss, ...]:
    """Return every spot that would lose offers, new holes first, then new thin spots."""
    by_key = {phase.key: phase for phase in phases}
    found = [
        Loss(network=network, theme=theme, phase=by_key[key], before=before[spot], after=before[spot] - lost)
        for spot, lost in gone.items()
        for network, theme, key in (spot,)
    ]
    order = {phase.key: place for place, phase in enumerate(phases)}
    return tuple(sorted(found, key=lambda loss: (loss.after, loss.network, loss.theme, order[loss.phase.key])))


def count(found: Iterable[Loss], depth: Depth) -> int:
    """Return how many spots would be left this deep."""
    return sum(loss.depth is depth for loss in found)
