"""Keeps what was last told of a gate that is due or overdue; whether it is open by now, the plan tells."""

from services.dashboard.storage.rollout_tables import GATE_ALARMS as TABLE
from shared.contracts.registry import GateDue, GateOverdue
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[GateDue | GateOverdue]) -> Row:
    alarm = event.data
    return {
        "network": alarm.network,
        "round": alarm.round,
        "phase": alarm.phase,
        "planned_end": alarm.planned_end,
        "is_overdue": isinstance(alarm, GateOverdue),
    }


GATE_ALARMS = state_listener((GateDue, GateOverdue), TABLE, _row)
