"""Keeps which functions can be reached and where they are shown; how they are reached, the registry tells whoever asks."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import CONTACT_POINTS as TABLE
from shared.contracts.registry import ContactPointDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[ContactPointDefined]) -> Row:
    point = event.data
    return {
        "id": point.id,
        "label": point.label,
        "sort_key": sort_key(point.label),
        "network": point.network,
        "organisation": point.organisation,
        "uses": [use.model_dump(mode="json") for use in point.uses],
    }


CONTACT_POINTS = state_listener((ContactPointDefined,), TABLE, _row)
