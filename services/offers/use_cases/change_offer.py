"""Changes what an offer says."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.storage.aliases import survivors
from services.offers.use_cases.permission import insist_on_changing
from services.offers.use_cases.present_offer import offer_to_change
from services.offers.use_cases.telling import tell
from shared.identity.actor import Actor
from shared.messaging.edge import Work

Revision = Callable[[OfferContent], OfferContent]
"""From what an offer says to what it shall say."""


async def change_offer(
    work: Work,
    actor: Actor,
    *,
    offer_id: UUID,
    expected: int,
    revise: Revision,
    voice: OwnVoice,
    action: str = "change-offer",
    tells_subscribers: bool = False,
) -> Offer:
    """Return the offer in its new version; where nothing differs it stays as it is and nothing is told. Raises MarkupInText."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    content = revise(before.content)
    insist_on_changing(actor, content)
    content = await _under_its_own_id(work, before, content)
    offer = before.changed(content, tells_subscribers=tells_subscribers)
    if offer is before:
        return before
    content.insist_on_plain_text()
    await offers.save(work.connection, offer, at=work.now)
    await tell(work, actor, offer, before=before, action=action)
    return offer


async def _under_its_own_id(work: Work, before: Offer, content: OfferContent) -> OfferContent:
    """Answers name the organisation that is left of a merge; sending that name back moves no offer."""
    made_by = before.content.organisation
    houses = await survivors(work.connection, {made_by, content.organisation})
    is_the_same = houses[made_by] == houses[content.organisation]
    return replace(content, organisation=made_by) if is_the_same else content
