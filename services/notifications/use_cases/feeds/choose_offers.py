"""Chooses what stands in a person's feed: the offers that their subscriptions want today, by mail or not, the newest first."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.links import LinkNotValid, fingerprint
from services.notifications.domain.subscription import SubscriptionState
from services.notifications.storage import subscriptions
from services.notifications.storage.feeds import links
from services.notifications.storage.feeds.offers import TellableOffer, published_offers


async def choose_offers(connection: AsyncConnection, *, secret: str, on: date, most: int) -> Sequence[TellableOffer]:
    """Return the offers of the feed to which a secret leads; raises LinkNotValid."""
    person = await links.person_of(connection, fingerprint(secret))
    if person is None:
        raise LinkNotValid
    found = await subscriptions.of_person(connection, person)
    interests = [one.interest for one in found if one.state is SubscriptionState.ACTIVE]
    if not interests:
        return []
    anywhere = any(interest.circle is not None for interest in interests)
    networks = None if anywhere else {name for interest in interests for name in interest.networks}
    candidates = await published_offers(connection, networks=networks)
    wanted = (each for each in candidates if any(interest.wants(each.offer.described, on=on) for interest in interests))
    return [each for each, _ in zip(wanted, range(most), strict=False)]
