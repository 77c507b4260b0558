"""Lets an offer say again what it said in an earlier version; that is a new version too."""

from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.storage.versions import version_of
from services.offers.use_cases.change_offer import change_offer
from shared.identity.actor import Actor
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Work


async def restore_version(
    work: Work, actor: Actor, *, offer_id: UUID, version: int, expected: int, voice: OwnVoice
) -> Offer:
    """Return the offer with the content of a version; raises NotVisible where that version was not kept."""
    kept = await version_of(work.connection, offer_id, version=version)
    if kept is None:
        raise NotVisible
    return await change_offer(
        work,
        actor,
        offer_id=offer_id,
        expected=expected,
        revise=lambda _: kept.content,
        voice=voice,
        action="restore-version",
    )
