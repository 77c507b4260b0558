"""Keeps what bodies and working groups wait for, and from whom."""

from services.dashboard.storage.circle_tables import CIRCLE_TASKS as TABLE
from shared.contracts.registry import CircleTaskChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[CircleTaskChanged]) -> Row:
    task = event.data
    return {
        "id": task.id,
        "circle": task.circle,
        "label": task.label,
        "responsible": task.responsible,
        "due_on": task.due_on,
        "done_on": task.done_on,
    }


CIRCLE_TASKS = state_listener((CircleTaskChanged,), TABLE, _row)
