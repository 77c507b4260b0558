"""Keeps the bodies that steer networks and the city, with their members by ids."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.circle_tables import BODIES as TABLE
from shared.contracts.registry import BodyDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[BodyDefined]) -> Row:
    body = event.data
    return {
        "id": body.id,
        "label": body.label,
        "sort_key": sort_key(body.label),
        "kind": body.kind,
        "network": body.network,
        "members": [member.model_dump(mode="json", exclude_none=True) for member in body.members],
    }


BODIES = state_listener((BodyDefined,), TABLE, _row)
