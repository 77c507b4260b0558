"""Keeps the quarters' networks."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import NETWORKS as TABLE
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
        "areas": network.areas,
        "since": network.since,
        "restarted": network.restarted,
        "languages": network.languages,
    }


NETWORKS = state_listener((NetworkDefined,), TABLE, _row)
