"""Makes a draft public."""

from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.use_cases.permission import insist_on_publishing
from services.offers.use_cases.present_offer import offer_to_change
from services.offers.use_cases.telling import tell
from shared.calendar_day import local_day
from shared.contracts.offers import OfferPublished
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def publish_offer(work: Work, actor: Actor, *, offer_id: UUID, expected: int, voice: OwnVoice) -> Offer:
    """Return the published offer; raises OrganisationIsNoMember, OfferIsPublished, OfferHasEnded."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    await insist_on_publishing(work, actor, before.content)
    offer = before.published(on=local_day(work.now))
    await offers.save(work.connection, offer, at=work.now)
    await tell(work, actor, offer, before=before, contract=OfferPublished, action="publish-offer")
    return offer
