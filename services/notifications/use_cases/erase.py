"""Erases a person at once (Art. 17 DSGVO): address, subscriptions, confirmations and every line of the ledger."""

from collections.abc import Iterable
from uuid import UUID

from services.notifications.storage import addresses, ledger
from shared.erasure.journal import Erasure
from shared.messaging.edge import Work


async def erase(work: Work, person: UUID) -> None:
    """Delete everything of a person; deleting nobody is no error."""
    await ledger.delete_of_person(work.connection, person)
    await addresses.delete_person(work.connection, person)


async def erase_again(work: Work, erasures: Iterable[Erasure]) -> int:
    """Repeat the journal's erasures in a restored database and return how many persons had come back.

    Who has subscribed anew after an erasure stays.
    """
    returned = 0
    for erasure in erasures:
        person = await addresses.person_with(work.connection, erasure.lookup, since_before=erasure.at)
        if person is not None:
            await erase(work, person)
            returned += 1
    return returned
