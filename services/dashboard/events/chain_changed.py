"""Keeps the chain of each quarter and theme, and in figures how weak it is."""

from collections.abc import Iterable

from services.dashboard.storage.chain_tables import CHAINS as TABLE
from shared.contracts.offers import ChainChanged
from shared.contracts.offers.chain import ChainHole, ChainThinSpot
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[ChainChanged]) -> Row:
    chain = event.data.chain
    return {
        "network": event.data.network,
        "theme": chain.theme,
        "offers": chain.offers,
        "hole_months": _months(chain.holes),
        "thin_months": _months(chain.thin_spots),
        "unsecured_transitions": sum(not transition.is_secured for transition in chain.transitions),
        "state": chain.model_dump(mode="json", exclude_none=True),
    }


def _months(spots: Iterable[ChainHole | ChainThinSpot]) -> int:
    return sum((spot.ages.max_months or 0) - (spot.ages.min_months or 0) for spot in spots)


CHAINS = state_listener((ChainChanged,), TABLE, _row)
