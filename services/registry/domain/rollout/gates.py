"""Opening and closing quality gates: in order, on evidence, confirmed by somebody, never twice."""

from dataclasses import dataclass, replace
from datetime import date

from services.registry.domain.refusals import EndsBeforeStart
from services.registry.domain.rollout.plan import Evidence, Gate, RolloutPlan
from services.registry.domain.rollout.refusals import (
    DayYetToCome,
    EarlierGatesClosed,
    GateIsClosed,
    GateIsOpen,
    LaterGateOpen,
)


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a gate opens with; none of it may be missing."""

    opened_on: date
    evidence: Evidence
    confirmed_by: str


def opened(plan: RolloutPlan, phase: str, opening: Opening, *, today: date) -> RolloutPlan:
    """Return the plan with this gate open; raises NotAPhase, GateIsOpen, EarlierGatesClosed, DayYetToCome or EndsBeforeStart."""
    gate = plan.gate(phase)
    if gate.is_open:
        raise GateIsOpen
    earlier = plan.gates[: plan.gates.index(gate)]
    closed = [before.label for before in earlier if not before.is_open]
    if closed:
        raise EarlierGatesClosed(closed)
    _refuse_wrong_days(opening, not_before=_last_day(plan, earlier), today=today)
    open_gate = replace(
        gate,
        opened_on=opening.opened_on,
        evidence=opening.evidence,
        confirmed_by=opening.confirmed_by,
        closed_because=None,
    )
    return _with(plan, open_gate)


def closed_again(plan: RolloutPlan, phase: str, *, reason: str) -> RolloutPlan:
    """Return the plan with this gate closed again and why; raises NotAPhase, GateIsClosed or LaterGateOpen."""
    gate = plan.gate(phase)
    if not gate.is_open:
        raise GateIsClosed
    for later in plan.gates[plan.gates.index(gate) + 1 :]:
        if later.is_open:
            raise LaterGateOpen(later.label)
    return _with(plan, replace(gate, opened_on=None, evidence=None, confirmed_by=None, closed_because=reason))


def _refuse_wrong_days(opening: Opening, *, not_before: date, today: date) -> None:
    if opening.opened_on > today:
        raise DayYetToCome("opened_on")
    if opening.evidence.dated > today:
        raise DayYetToCome("evidence/dated")
    if opening.opened_on < opening.evidence.dated or opening.opened_on < not_before:
        raise EndsBeforeStart("opened_on")


def _last_day(plan: RolloutPlan, earlier: tuple[Gate, ...]) -> date:
    return max((gate.opened_on for gate in earlier if gate.opened_on is not None), default=plan.started_on)


def _with(plan: RolloutPlan, changed: Gate) -> RolloutPlan:
    gates = tuple(changed if gate.phase == changed.phase else gate for gate in plan.gates)
    return replace(plan, gates=gates)
