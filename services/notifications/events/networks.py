"""Hears of quarters: one must be known before somebody can subscribe to it."""

from services.notifications.storage.projections import NETWORKS
from shared.contracts.registry import NetworkDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[NetworkDefined]) -> Row:
    network = event.data
    return {"id": network.id, "label": network.label, "short_label": network.short_label, "status": network.status}


NETWORKS_LISTENER = state_listener((NetworkDefined,), NETWORKS, _row)
