"""Mails that came back after they were accepted, and addresses to which nothing is sent any more because of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.mail import MailState
from services.notifications.storage import targets

# One mail that a full mailbox sends back says little; three in a row within a fortnight say that nobody reads there.
PATIENCE = 3
MEMORY = timedelta(days=14)

_SETTLE = text(
    """
    UPDATE deliveries SET state = :state, status = :status
    WHERE id = :mail AND state IN ('accepted', 'delivered', 'sending', 'created') RETURNING person
    """
)
_CLOSE = text(
    """
    UPDATE addresses SET suppressed_at = now()
    WHERE suppressed_at IS NULL AND person IN (SELECT person FROM deliveries WHERE id = ANY(:mails))
    """
)
_COUNT = text(
    """
    UPDATE addresses SET
        bounces = CASE WHEN bounced_at > :since THEN bounces + 1 ELSE 1 END, bounced_at = :now,
        suppressed_at = CASE WHEN bounced_at > :since AND bounces + 1 >= :patience THEN coalesce(suppressed_at, :now)
                             ELSE suppressed_at END
    WHERE person = :person
    """
)
_END = text(
    """
    UPDATE subscriptions SET state = 'ended', ended_at = :now
    FROM addresses WHERE addresses.person = subscriptions.person AND subscriptions.state <> 'ended'
         AND addresses.suppressed_at < :before
    RETURNING subscriptions.id
    """
)


async def note_fate(connection: AsyncConnection, mail: UUID, state: MailState, *, status: str) -> UUID | None:
    """Write what became of a mail and return whose it was; None for one that is not known any more."""
    told = {"mail": mail, "state": state, "status": status}
    person: UUID | None = (await connection.execute(_SETTLE, told)).scalar_one_or_none()
    return person


async def suppress(connection: AsyncConnection, mails: Sequence[UUID]) -> None:
    """Send nothing more to the addresses of these mails until their owners ask again."""
    await connection.execute(_CLOSE, {"mails": list(mails)})


async def count_bounce(connection: AsyncConnection, person: UUID, *, now: datetime) -> None:
    """Count a mail that came back; the third within a fortnight of the one before suppresses the address."""
    told = {"person": person, "now": now, "since": now - MEMORY, "patience": PATIENCE}
    await connection.execute(_COUNT, told)


async def end_suppressed(connection: AsyncConnection, *, now: datetime, before: datetime) -> int:
    """End the subscriptions of addresses that have been suppressed for so long and return how many they were."""
    ended = (await connection.execute(_END, {"now": now, "before": before})).scalars().all()
    await targets.renew(connection, ended)
    return len(ended)
