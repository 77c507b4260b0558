"""Changes what an offer says."""

from dataclasses import replace
from uuid import UUID

from services.offers.domain.offer import Offer, OfferContent, Status
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.storage.aliases import survivors
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
    offer = before.changed(await _under_its_own_id(work, before, content))
    if offer is before:
        return before
    await offers.save(work.connection, offer, at=work.now)
    contract = OfferChanged if offer.status is Status.PUBLISHED else OfferDrafted
    await tell(work, actor, offer, before=before, contract=contract, action="change-offer")
    return offer


async def _under_its_own_id(work: Work, before: Offer, content: OfferContent) -> OfferContent:
    """Answers name the organisation that is left of a merge; sending that name back moves no offer."""
    made_by = before.content.organisation
    houses = await survivors(work.connection, {made_by, content.organisation})
    is_the_same = houses[made_by] == houses[content.organisation]
    return replace(content, organisation=made_by) if is_the_same else content
