"""Plans when an offer becomes public by itself, and lets the time come."""

from datetime import datetime
from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.use_cases.permission import insist_on_publishing
from services.offers.use_cases.present_offer import offer_to_change
from services.offers.use_cases.telling import tell
from services.offers.use_cases.workflow.steps import keep_step
from shared.calendar_day import local_day
from shared.contracts.offers import OfferPublished
from shared.identity.actor import ANONYMOUS, Actor
from shared.messaging.edge import Work

MOST_AT_ONCE = 50


async def plan_publication(
    work: Work, actor: Actor, *, offer_id: UUID, expected: int, publish_at: datetime | None, voice: OwnVoice
) -> Offer:
    """Return the offer with its planned time, or without one; whoever plans must be allowed to publish."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    await insist_on_publishing(work, actor, before.content)
    return await keep_step(work, actor, before, lambda offer: offer.planned(publish_at), action="plan-publication")


async def publish_due(work: Work) -> int:
    """Publish some offers whose time has come and return how many; each row is locked and told once, whoever else looks."""
    due = await offers.find_due(work.connection, work.now, most=MOST_AT_ONCE)
    published = [before.published(on=local_day(work.now)) for before in due]
    for before, offer in zip(due, published, strict=True):
        await offers.save(work.connection, offer, at=work.now)
        await tell(work, ANONYMOUS, offer, before=before, contract=OfferPublished, action="publish-as-planned")
    return len(published)
