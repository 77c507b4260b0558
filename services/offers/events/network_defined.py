"""Remembers which networks there are, what they are called, their areas, and which languages families speak there."""

from services.offers.storage.tables import KNOWN_NETWORKS
from shared.contracts.registry import NetworkDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[NetworkDefined]) -> Row:
    network = event.data
    return {
        "id": network.id,
        "areas": network.areas,
        "languages": network.languages,
        "label": network.label,
        "short_label": network.short_label,
        "vision": network.vision,
    }


NETWORKS = state_listener((NetworkDefined,), KNOWN_NETWORKS, _row)
