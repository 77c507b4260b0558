"""Keeps the newest template of the roll-out."""

from services.dashboard.storage.rollout_tables import ROLLOUT_TEMPLATES as TABLE
from shared.contracts.registry import RolloutTemplateDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[RolloutTemplateDefined]) -> Row:
    key = event.subject.partition("/")[2]
    return {"key": key, "phases": [phase.model_dump(mode="json") for phase in event.data.phases]}


ROLLOUT_TEMPLATES = state_listener((RolloutTemplateDefined,), TABLE, _row)
