"""Ends subscriptions: with one tap, and as often as one likes. The owner of the address is told, for a mail may have been forwarded."""

from uuid import UUID

from services.notifications.domain.links import Holder
from services.notifications.domain.mail import MailKind
from services.notifications.domain.subscription import UNDO_PERIOD
from services.notifications.storage import ledger, subscriptions
from shared.messaging.edge import Work


async def unsubscribe(work: Work, holder: Holder, *, only: UUID | None = None) -> int:
    """End all of a person's subscriptions, or only one, and return how many were open.

    If any was, a mail says so and carries the link that takes it back.
    """
    ended = await subscriptions.end(work.connection, holder.person, only=only, now=work.now)
    if ended:
        await ledger.queue(
            work.connection,
            work.new_id(),
            MailKind.FAREWELL,
            person=holder.person,
            now=work.now,
            traceparent=work.traceparent,
        )
    return ended


async def take_back(work: Work, person: UUID) -> int:
    """Let the subscriptions be active again that ended within the last week and return how many they are."""
    return await subscriptions.take_back_the_end(work.connection, person, ended_after=work.now - UNDO_PERIOD)
