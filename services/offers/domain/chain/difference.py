"""How two chains of the same quarter and theme differ: months that become holes or thin, and months that heal."""

from dataclasses import dataclass

from services.offers.domain.chain.axis import Span, spans_of
from services.offers.domain.chain.chain import Chain
from services.offers.domain.chain.children import Children
from services.offers.domain.chain.weak_spots import Hole, ThinSpot


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What changes from one chain to another; steps are named by the month at which a phase ends."""

    theme: str
    opened_holes: tuple[Hole, ...]
    closed_holes: tuple[Hole, ...]
    thinned: tuple[Span, ...]
    thickened: tuple[Span, ...]
    lost_transitions: tuple[int, ...]
    won_transitions: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether the two are equally strong everywhere."""
        holes, thin = self.opened_holes or self.closed_holes, self.thinned or self.thickened
        return not (holes or thin or self.lost_transitions or self.won_transitions)


def difference(before: Chain, after: Chain, *, children: Children) -> Difference:
    """Return what is weaker and what is stronger in the later chain; a hole is no thin spot."""
    was_hole, is_hole = _months(before.holes), _months(after.holes)
    was_thin, is_thin = _months(before.thin_spots), _months(after.thin_spots)
    was_secured, is_secured = _secured(before), _secured(after)
    return Difference(
        theme=after.theme,
        opened_holes=_holes(is_hole - was_hole, children),
        closed_holes=_holes(was_hole - is_hole, children),
        thinned=spans_of(is_thin - was_thin),
        thickened=spans_of(was_thin - is_thin - is_hole),
        lost_transitions=tuple(sorted(was_secured - is_secured)),
        won_transitions=tuple(sorted(is_secured - was_secured)),
    )


def _months(spots: tuple[Hole, ...] | tuple[ThinSpot, ...]) -> frozenset[int]:
    return frozenset(month for spot in spots for month in spot.span.months())


def _secured(chain: Chain) -> frozenset[int]:
    return frozenset(transition.at_month for transition in chain.transitions if transition.is_secured)


def _holes(months: frozenset[int], children: Children) -> tuple[Hole, ...]:
    return tuple(Hole(span, children.within(span)) for span in spans_of(months))
