"""Finds the offer that a change is about, as the one who changes it has seen it."""

from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.use_cases.names import insist_on_own_network
from services.offers.use_cases.permission import insist_on_changing
from shared.identity.actor import Actor
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def offer_to_change(work: Work, actor: Actor, *, offer_id: UUID, expected: int, voice: OwnVoice) -> Offer:
    """Return the locked offer; raises NotVisible, NotPermitted, 412 for another version, NetworkSpeaksElsewhere."""
    offer = await offers.find(work.connection, offer_id, for_change=True)
    if offer is None:
        raise NotVisible
    insist_on_changing(actor, offer.content, hidden=offer.is_hidden)
    WriteCondition(expected).check(offer.version)
    await insist_on_own_network(work, voice, offer.content.network)
    return offer
