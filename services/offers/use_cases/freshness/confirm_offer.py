"""Says that an offer is still right: signed in, or by the link in a mail."""

from datetime import timedelta
from uuid import UUID

from services.offers.domain.content_refusals import LinkNotValid
from services.offers.domain.offer import Offer
from services.offers.domain.secret import fingerprint, new_secret
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.storage.freshness import links
from services.offers.use_cases.present_offer import offer_to_change
from services.offers.use_cases.workflow.steps import keep_step
from shared.calendar_day import local_day
from shared.identity.actor import ANONYMOUS, Actor
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Work

LINK_IS_VALID = timedelta(days=60)


async def confirm_offer(work: Work, actor: Actor, *, offer_id: UUID, expected: int, voice: OwnVoice) -> Offer:
    """Return the offer as confirmed today; raises OfferIsNotPublished, OfferHasEnded."""
    before = await offer_to_change(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    today = local_day(work.now)
    return await keep_step(work, actor, before, lambda offer: offer.confirmed(on=today), action="confirm-offer")


async def make_link(work: Work, *, offer_id: UUID) -> str:
    """Return the secret of a new link by which its holder may confirm or end a published offer; raises NotVisible."""
    offer = await offers.find(work.connection, offer_id)
    if offer is None or offer.is_hidden:
        raise NotVisible
    secret = new_secret()
    await links.keep(work.connection, fingerprint(secret), offer=offer_id, valid_until=work.now + LINK_IS_VALID)
    return secret


async def confirm_by_link(work: Work, *, secret: str) -> Offer:
    """Return the offer as the link's holder confirmed it; raises LinkNotValid, OfferHasEnded."""
    before = await _offer_behind(work, secret)
    today = local_day(work.now)
    return await keep_step(
        work, ANONYMOUS, before, lambda offer: offer.confirmed(on=today), action="confirm-offer-by-link"
    )


async def end_by_link(work: Work, *, secret: str) -> Offer:
    """Return the offer as the link's holder ended it; raises LinkNotValid, OfferHasEnded."""
    before = await _offer_behind(work, secret)
    return await keep_step(work, ANONYMOUS, before, Offer.withdrawn, action="end-offer-by-link")


async def _offer_behind(work: Work, secret: str) -> Offer:
    offer_id = await links.offer_of(work.connection, fingerprint(secret), now=work.now)
    offer = await offers.find(work.connection, offer_id, for_change=True) if offer_id is not None else None
    if offer is None:
        raise LinkNotValid
    return offer
