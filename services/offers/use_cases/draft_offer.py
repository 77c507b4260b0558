"""Makes a new offer, as a draft."""

from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.use_cases.names import insist_on_own_network
from services.offers.use_cases.permission import insist_on_changing
from services.offers.use_cases.telling import tell
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import condition_failed


async def draft_offer(work: Work, actor: Actor, *, offer_id: UUID, content: OfferContent, voice: OwnVoice) -> Offer:
    """Return the new draft; raises NotPermitted, MarkupInText, NetworkSpeaksElsewhere, and 412 when the id is taken."""
    insist_on_changing(actor, content)
    content.insist_on_plain_text()
    await insist_on_own_network(work, voice, content.network)
    draft = Offer(id=offer_id, content=content)
    if not await offers.add(work.connection, draft, at=work.now):
        await _refuse_taken(work, actor, offer_id)
    await tell(work, actor, draft, before=None, action="draft-offer")
    return draft


async def _refuse_taken(work: Work, actor: Actor, offer_id: UUID) -> None:
    """Raise 412 with the present version for those who may know it, without for others."""
    taken = await offers.find(work.connection, offer_id)
    if taken is not None:
        insist_on_changing(actor, taken.content, hidden=taken.is_hidden)
    raise condition_failed(taken.version if taken is not None else None)
