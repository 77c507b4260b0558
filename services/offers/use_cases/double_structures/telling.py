"""Tells of pairs of offers in the words of their contract."""

from services.offers.domain.double_structures.pair import Pair
from shared.contracts.offers.double_structures import DoubleStructureChanged, DoubleStructureState
from shared.messaging.edge import Work


def tell_pair(work: Work, pair: Pair) -> None:
    """Announce a pair in its new version."""
    work.announce(f"double-structure/{pair.id}", version=pair.version, data=told_pair(pair), network=pair.network)


def told_pair(pair: Pair) -> DoubleStructureChanged:
    """Return a pair as other services hear of it."""
    return DoubleStructureChanged(
        id=pair.id,
        network=pair.network,
        one_offer=pair.one,
        other_offer=pair.other,
        verdict=pair.verdict.value,
        proposal=pair.proposal.value,
        score=round(pair.score, 3),
        reasons=pair.reasons,
        state=DoubleStructureState(pair.state.value),
    )
