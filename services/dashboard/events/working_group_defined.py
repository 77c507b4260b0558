"""Keeps the working groups."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.circle_tables import WORKING_GROUPS as TABLE
from shared.contracts.registry import WorkingGroupDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[WorkingGroupDefined]) -> Row:
    group = event.data
    return {
        "id": group.id,
        "label": group.label,
        "sort_key": sort_key(group.label),
        "network": group.network,
        "theme": group.theme,
        "target_group": group.target_group,
        "life_phase": group.life_phase,
        "ended_on": group.ended_on,
    }


WORKING_GROUPS = state_listener((WorkingGroupDefined,), TABLE, _row)
