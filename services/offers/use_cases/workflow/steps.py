"""Submits, pauses and resumes offers: steps that need nothing but the offer."""

from collections.abc import Callable
from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.use_cases.present_offer import offer_to_change
from services.offers.use_cases.telling import tell
from shared.calendar_day import local_day
from shared.contracts.offers import OfferPublished, OfferState
from shared.identity.actor import Actor
from shared.messaging.edge import Work

Stepping = Callable[[Offer], Offer]


async def submit_offer(work: Work, actor: Actor, *, offer_id: UUID, expected: int, voice: OwnVoice) -> Offer:
    """Return the draft as it waits for review; raises StepNotPossible, OfferHasEnded."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    return await keep_step(work, actor, before, Offer.submitted, action="submit-offer")


async def pause_offer(work: Work, actor: Actor, *, offer_id: UUID, expected: int, voice: OwnVoice) -> Offer:
    """Return the offer as it does not take place for a while; raises OfferIsNotPublished, StepNotPossible, OfferHasEnded."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    return await keep_step(work, actor, before, Offer.paused, action="pause-offer")


async def resume_offer(work: Work, actor: Actor, *, offer_id: UUID, expected: int, voice: OwnVoice) -> Offer:
    """Return the offer as it takes place again; raises StepNotPossible, OfferHasEnded."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    today = local_day(work.now)
    return await keep_step(
        work, actor, before, lambda paused: paused.resumed(on=today), action="resume-offer", contract=OfferPublished
    )


async def keep_step(
    work: Work,
    actor: Actor,
    before: Offer,
    stepping: Stepping,
    *,
    action: str,
    contract: type[OfferState] | None = None,
) -> Offer:
    """Save and tell what a step makes of an offer that was read for a change; where it changes nothing, nothing is told."""
    offer = stepping(before)
    if offer is before:
        return before
    await offers.save(work.connection, offer, at=work.now)
    await tell(work, actor, offer, before=before, action=action, contract=contract)
    return offer
