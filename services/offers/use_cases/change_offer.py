"""Changes what an offer says."""

from uuid import UUID

from services.offers.domain.offer import Offer, OfferContent, Status
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.use_cases.permission import insist_on_changing
from services.offers.use_cases.present_offer import offer_to_change
from services.offers.use_cases.telling import tell
from shared.contracts.offers import OfferChanged, OfferDrafted
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def change_offer(
    work: Work, actor: Actor, *, offer_id: UUID, expected: int, content: OfferContent, voice: OwnVoice
) -> Offer:
    """Return the offer in its new version; where nothing differs it stays as it is and nothing is told."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    insist_on_changing(actor, content)
    offer = before.changed(content)
    if offer is before:
        return before
    await offers.save(work.connection, offer, at=work.now)
    contract = OfferChanged if offer.status is Status.PUBLISHED else OfferDrafted
    await tell(work, actor, offer, before=before, contract=contract, action="change-offer")
    return offer
