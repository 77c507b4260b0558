"""Remembers which networks there are."""

from services.offers.storage.tables import KNOWN_NETWORKS
from shared.contracts.registry import NetworkDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[NetworkDefined]) -> Row:
    return {"id": event.data.id}


NETWORKS = state_listener((NetworkDefined,), KNOWN_NETWORKS, _row)
