"""Keeps the action areas and the years in which they are on the city's list."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import AREAS as TABLE
from shared.contracts.registry import AreaDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[AreaDefined]) -> Row:
    area = event.data
    return {
        "id": area.id,
        "label": area.label,
        "sort_key": sort_key(area.label),
        "kind": area.kind,
        "district": area.district,
        "valid_from": area.valid_from,
        "valid_to": area.valid_to,
    }


AREAS = state_listener((AreaDefined,), TABLE, _row)
