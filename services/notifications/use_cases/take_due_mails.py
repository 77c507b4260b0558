"""Takes mails that are due, and decides by the present state which of them are still worth sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.notifications.domain.mail import Lane, Mail, MailState
from services.notifications.storage import digests, ledger
from services.notifications.use_cases.deciding.decide import decide
from services.notifications.use_cases.deciding.surroundings import surroundings_of
from services.notifications.use_cases.keys import Keys
from shared.messaging.edge import Work

# While projections are rebuilt an offer may be unknown for a moment; a key may be missing until the operator gives it.
PAUSE_FOR_WHAT_IS_MISSING = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Taken:
    """The mails to send; `count` says how many rows were taken, `outdated` how many of them nobody wants any more."""

    mails: Sequence[Mail]
    count: int
    outdated: int


async def take_due_mails(work: Work, keys: Keys, *, lane: Lane, most: int) -> Taken:
    """Claim mails of a lane and return those that are still wanted; the others are settled as outdated."""
    claimed = await ledger.claim(work.connection, lane=lane, most=most)
    if not claimed:
        return Taken([], 0, 0)
    around = await surroundings_of(work, claimed)
    mails = [mail for row in claimed if (mail := decide(row, around, keys)) is not None]
    outdated = {row.id for row in claimed} - {mail.id for mail in mails} - around.postponed
    if around.untrue_items:
        await digests.leave_out(work.connection, around.untrue_items)
    if outdated:
        await ledger.settle(work.connection, outdated, MailState.OUTDATED)
    if around.postponed:
        await ledger.release(work.connection, around.postponed, pause=PAUSE_FOR_WHAT_IS_MISSING)
    return Taken(mails, len(claimed), len(outdated))
