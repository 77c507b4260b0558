"""Plans for tests of the rules."""

from datetime import date, timedelta

from services.registry.domain.rollout.gates import Opening, opened
from services.registry.domain.rollout.plan import Evidence, RolloutPlan
from services.registry.domain.rollout.planning import begun
from services.registry.domain.rollout.standard import STANDARD
from services.registry.domain.rollout.template import RolloutTemplate

BEGIN = date(2024, 1, 15)
LATER = date(2030, 1, 1)
PHASES = [phase.key for phase in STANDARD.phases]
SET_UP = [phase.key for phase in STANDARD.phases if phase.belongs_to_set_up]


def plan(*, network: str = "eving", template: RolloutTemplate = STANDARD, started_on: date = BEGIN) -> RolloutPlan:
    return begun(network, template, started_on=started_on)


def opening(day: date) -> Opening:
    return Opening(opened_on=day, evidence=Evidence(title="Protokoll", dated=day), confirmed_by="0" * 32)


def opened_up_to(phase: str, days: list[int]) -> RolloutPlan:
    """A plan with the gates up to a phase open, each so many days after the one before."""
    stands, day = plan(), BEGIN
    for key, wait in zip(PHASES[: PHASES.index(phase) + 1], days, strict=False):
        day += timedelta(days=wait)
        stands = opened(stands, key, opening(day), today=LATER)
    return stands


def opened_as_planned(number: int) -> RolloutPlan:
    """A plan whose first gates opened on their planned days."""
    stands = plan()
    for gate in stands.set_up[:number]:
        assert gate.planned_end is not None
        stands = opened(stands, gate.phase, opening(gate.planned_end), today=LATER)
    return stands
