"""A party reports that it has done what it owed; the quarter and the office may report it for all."""

from datetime import date
from uuid import UUID

from services.registry.domain.agreements.agreement import Agreement
from services.registry.domain.agreements.steps import fulfilled
from services.registry.use_cases.agreements.permission import insist_on_reporting
from services.registry.use_cases.agreements.standing import settle_agreement, standing
from shared.calendar_day import local_day
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def fulfil_obligation(
    work: Work, actor: Actor, agreement_id: UUID, *, obligation: UUID, on: date, expected: int
) -> Agreement:
    """Return the agreement as it stands now; raises NotPermitted, NotVisible, NothingHere or StepRefused."""
    before = await standing(work, actor, agreement_id, expected=expected)
    insist_on_reporting(actor, before, obligation)
    after = fulfilled(before, obligation=obligation, on=on, today=local_day(work.now))
    return await settle_agreement(work, actor, before, after)
