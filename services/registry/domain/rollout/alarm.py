"""Which gates are due soon or overdue, seen from a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.registry.domain.rollout.plan import RolloutPlan

DUE_BEFORE_DAYS = 14


class AlarmKind(StrEnum):
    """How urgent it is."""

    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class GateAlarm:
    """A closed gate whose planned day comes within 14 days, or has passed; told once for each planned day."""

    network: str
    round: int
    phase: str
    kind: AlarmKind
    planned_end: date


def alarms(plan: RolloutPlan, *, today: date) -> Iterator[GateAlarm]:
    """Yield what is to be told of a plan on a day; on the planned day itself a gate is due, not overdue."""
    for gate in plan.gates:
        end = gate.planned_end
        if gate.is_open or end is None or end - timedelta(days=DUE_BEFORE_DAYS) > today:
            continue
        kind = AlarmKind.OVERDUE if end < today else AlarmKind.DUE
        yield GateAlarm(network=plan.network, round=plan.round, phase=gate.phase, kind=kind, planned_end=end)
