"""Ends a published offer."""

from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.use_cases.present_offer import offer_to_change
from services.offers.use_cases.telling import tell
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def withdraw_offer(work: Work, actor: Actor, *, offer_id: UUID, expected: int, voice: OwnVoice) -> Offer:
    """Return the ended offer; raises OfferIsNotPublished, OfferHasEnded."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    offer = before.withdrawn()
    await offers.save(work.connection, offer, at=work.now)
    await tell(work, actor, offer, before=before, action="withdraw-offer")
    return offer
