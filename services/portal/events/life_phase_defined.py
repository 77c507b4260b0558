"""Remembers the life phases and their ages."""

from services.portal.storage.tables import LIFE_PHASES
from shared.contracts.registry import LifePhaseDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[LifePhaseDefined]) -> Row:
    phase = event.data
    return {
        "key": phase.key,
        "label": phase.label,
        "min_months": phase.ages.min_months,
        "max_months": phase.ages.max_months,
        "place_in_order": phase.order,
    }


LIFE_PHASES_LISTENER = state_listener((LifePhaseDefined,), LIFE_PHASES, _row)
