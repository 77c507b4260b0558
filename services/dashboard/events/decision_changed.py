"""Keeps what was decided, and what replaced it."""

from services.dashboard.storage.circle_tables import DECISIONS as TABLE
from shared.contracts.registry import DecisionChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[DecisionChanged]) -> Row:
    decision = event.data
    return {
        "id": decision.id,
        "circle": decision.circle,
        "number": decision.number,
        "decided_on": decision.decided_on,
        "label": decision.label,
        "revises": decision.revises,
        "status": decision.status,
    }


DECISIONS = state_listener((DecisionChanged,), TABLE, _row)
