"""What a quarter's coordination, or the office, does with an agreement once it is signed: one step of its life."""

from collections.abc import Callable
from uuid import UUID

from services.registry.domain.agreements.agreement import Agreement
from services.registry.use_cases.agreements.permission import insist_on_steering
from services.registry.use_cases.agreements.standing import settle_agreement, standing
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def steer_agreement(
    work: Work, actor: Actor, agreement_id: UUID, *, step: Callable[[Agreement], Agreement], expected: int
) -> Agreement:
    """Return the agreement after a step of `domain.agreements.steps`; raises NotPermitted, NotVisible or StepRefused."""
    before = await standing(work, actor, agreement_id, expected=expected)
    insist_on_steering(actor, before)
    return await settle_agreement(work, actor, before, step(before))
