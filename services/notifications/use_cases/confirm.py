"""Confirms a subscription: the second half of the double opt-in, with its time as the proof of consent."""

from uuid import UUID

from services.notifications.domain.links import LinkNotValid, fingerprint
from services.notifications.storage import confirmations, subscriptions
from shared.messaging.edge import Work


async def confirm(work: Work, *, token: str) -> UUID:
    """Make the subscription active and return its person; raises LinkAlreadyUsed, LinkNotValid."""
    subscription = await confirmations.use(work.connection, fingerprint(token), now=work.now)
    person = await subscriptions.activate(work.connection, subscription, now=work.now)
    if person is None:
        raise LinkNotValid
    return person
