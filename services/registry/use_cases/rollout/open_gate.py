"""A quality gate opens on its evidence, confirmed by the one who acts; only the office closes it again."""

from datetime import date

from services.registry.domain.rollout.gates import Opening, closed_again, opened
from services.registry.domain.rollout.plan import Evidence, RolloutPlan
from services.registry.use_cases.rollout.settle_plan import change_plan
from shared.calendar_day import local_day
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def open_gate(
    work: Work, actor: Actor, network: str, phase: str, *, opened_on: date, evidence: Evidence, expected: int
) -> RolloutPlan:
    """Return the plan with the gate open; raises NotPermitted, NothingHere and what `domain.rollout.gates.opened` raises."""
    assert actor.account is not None, "every changing route asks for a credential"
    opening = Opening(opened_on=opened_on, evidence=evidence, confirmed_by=actor.account)
    today = local_day(work.now)
    return await change_plan(
        work, actor, network, expected=expected, change=lambda plan: opened(plan, phase, opening, today=today)
    )


async def close_gate(work: Work, actor: Actor, network: str, phase: str, *, reason: str, expected: int) -> RolloutPlan:
    """Return the plan with the gate closed again; raises NothingHere, NotAPhase, GateIsClosed or LaterGateOpen."""
    return await change_plan(
        work, actor, network, expected=expected, change=lambda plan: closed_again(plan, phase, reason=reason)
    )
