"""Remembers how people call the quarters, so that a search understands their names."""

from services.offers.storage.search.tables import QUARTERS
from shared.contracts.registry import NetworkDefined
from shared.messaging.batch import Listener, Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[NetworkDefined]) -> Row:
    network = event.data
    return {"network": network.id, "label": network.label, "short_label": network.short_label}


_NAMES = state_listener((NetworkDefined,), QUARTERS, _row)
# Which version of a network was heard last is asked of known_networks: one table answers for each subject.
QUARTER_NAMES = Listener(types=_NAMES.types, apply=_NAMES.apply)
