"""Keeps what working groups have brought about."""

from services.dashboard.storage.circle_tables import GROUP_RESULTS as TABLE
from shared.contracts.registry import GroupResultChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[GroupResultChanged]) -> Row:
    result = event.data
    return {
        "id": result.id,
        "working_group": result.group,
        "reached_on": result.reached_on,
        "label": result.label,
        "meeting": result.meeting,
    }


GROUP_RESULTS = state_listener((GroupResultChanged,), TABLE, _row)
