"""Keeps the double structures of each quarter and what was decided about them."""

from services.dashboard.storage.chain_tables import DOUBLE_STRUCTURES as TABLE
from shared.contracts.offers import DoubleStructureChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[DoubleStructureChanged]) -> Row:
    pair = event.data
    return {
        "id": pair.id,
        "network": pair.network,
        "one_offer": pair.one_offer,
        "other_offer": pair.other_offer,
        "verdict": pair.verdict,
        "proposal": pair.proposal,
        "reasons": pair.reasons,
        "state": pair.state,
    }


DOUBLE_STRUCTURES = state_listener((DoubleStructureChanged,), TABLE, _row)
