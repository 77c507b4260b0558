"""Remembers the quarters by name."""

from services.portal.domain.sort_key import sort_key
from services.portal.storage.tables import NETWORKS
from shared.contracts.registry import NetworkDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[NetworkDefined]) -> Row:
    network = event.data
    return {
        "id": network.id,
        "label": network.label,
        "short_label": network.short_label,
        "sort_key": sort_key(network.short_label),
        "status": network.status,
        "languages": network.languages,
        "latitude": network.latitude,
        "longitude": network.longitude,
    }


NETWORKS_LISTENER = state_listener((NetworkDefined,), NETWORKS, _row)
