"""Ends subscriptions: with one tap, and as often as one likes."""

from uuid import UUID

from services.notifications.storage import addresses, subscriptions
from services.notifications.use_cases.keys import Keys
from shared.messaging.edge import Work


async def unsubscribe(work: Work, keys: Keys, *, token: str, only: UUID | None = None) -> int:
    """End all of a person's subscriptions, or only one, and return how many were open; raises LinkNotValid.

    With the last one the address itself is emptied.
    """
    person = keys.links.person_of(token)
    ended = await subscriptions.end(work.connection, person, only=only, now=work.now)
    await addresses.empty_unneeded(work.connection, person)
    return ended
