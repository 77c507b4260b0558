"""Ends a review without publication: the coordination says what is to be mended."""

from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.use_cases.present_offer import offer_to_change
from services.offers.use_cases.workflow.steps import keep_step
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def send_back_offer(
    work: Work, actor: Actor, *, offer_id: UUID, expected: int, reason: str, voice: OwnVoice
) -> Offer:
    """Return the offer as a draft again; raises NotPermitted for its own organisation, StepNotPossible."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    actor.may_change_network(before.content.network)
    return await keep_step(work, actor, before, lambda reviewed: reviewed.sent_back(reason), action="send-back-offer")
