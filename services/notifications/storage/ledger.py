"""The ledger of mails: claimed with a lease by whoever is free, settled once. When a row is due is judged by the database's
clock, so that a machine whose clock is wrong neither hurries nor stops the mails.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.mail import Lane, MailKind, MailState
from services.notifications.storage.tables import DELIVERIES

LEASE = timedelta(seconds=60)
OPEN = (MailState.CREATED, MailState.SENDING)

# A lease is nothing but a due time in the future: when its holder dies, the row is simply due again.
_CLAIM = text(
    """
    WITH due AS (
        SELECT id FROM deliveries WHERE state IN ('created', 'sending') AND due_at <= now()
        ORDER BY lane DESC, due_at LIMIT :most FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries SET state = 'sending', attempts = attempts + 1, due_at = now() + :lease
    FROM due WHERE deliveries.id = due.id
    RETURNING deliveries.id, lane, kind, person, subscription, offer, notice_version, attempts, created_at, traceparent
    """
)
_RELEASE = text(
    """
    UPDATE deliveries SET state = 'created', attempts = attempts - CAST(:forgiven AS integer), due_at = now() + :pause
    WHERE id = ANY(:ids) AND state = 'sending'
    """
)

_COLUMNS = DELIVERIES.c


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row of the ledger that is ours for the time of the lease."""

    id: UUID
    lane: str
    kind: str
    person: UUID
    subscription: UUID | None
    offer: UUID | None
    notice_version: int | None
    attempts: int
    created_at: datetime
    traceparent: str | None


async def queue_confirmation(
    connection: AsyncConnection, mail: UUID, *, person: UUID, subscription: UUID, now: datetime, traceparent: str | None
) -> None:
    """Write a confirmation mail that is due at once."""
    await connection.execute(
        insert(DELIVERIES).values(
            id=mail, lane=Lane.CONFIRMATION, kind=MailKind.CONFIRMATION, person=person, subscription=subscription,
            created_at=now, traceparent=traceparent,
        )
    )  # fmt: skip


async def confirmations_since(connection: AsyncConnection, person: UUID, moment: datetime) -> int:
    """Return how many confirmation mails a person was to get since a moment."""
    query = select(func.count()).select_from(DELIVERIES)
    query = query.where(_COLUMNS.person == person, _COLUMNS.created_at > moment, _COLUMNS.lane == Lane.CONFIRMATION)
    return (await connection.execute(query)).scalar_one()


async def claim(connection: AsyncConnection, *, most: int) -> Sequence[Claimed]:
    """Take the most urgent mails that are due; others pass over them until the lease ends."""
    return [Claimed(*row) for row in await connection.execute(_CLAIM, {"most": most, "lease": LEASE})]


async def release(
    connection: AsyncConnection, ids: Collection[UUID], *, pause: timedelta, was_tried: bool = True
) -> None:
    """Give mails back, due after a pause; one that was not tried doesn't count as an attempt."""
    await connection.execute(_RELEASE, {"ids": list(ids), "pause": pause, "forgiven": 0 if was_tried else 1})


async def settle(connection: AsyncConnection, ids: Collection[UUID], state: MailState) -> None:
    """Write how open mails ended; what another has settled meanwhile stays as it is."""
    values = {"state": state, "settled_at": func.now()}
    if state is MailState.ACCEPTED:
        values["accepted_at"] = func.now()
    await connection.execute(update(DELIVERIES).where(_COLUMNS.id.in_(ids), _COLUMNS.state.in_(OPEN)).values(**values))


async def fail_open(connection: AsyncConnection, *, due_before: datetime) -> int:
    """Settle mails as failed that have been open for too long and return how many they were."""
    hopeless = update(DELIVERIES).where(_COLUMNS.state.in_(OPEN), _COLUMNS.not_before < due_before)
    values = {"state": MailState.FAILED, "settled_at": func.now()}
    return (await connection.execute(hopeless.values(**values))).rowcount


async def of_person(connection: AsyncConnection, person: UUID) -> Sequence[dict[str, object]]:
    """Return what was or will be sent to a person, the newest first."""
    query = select(
        _COLUMNS.kind,
        _COLUMNS.offer,
        _COLUMNS.notice_version,
        _COLUMNS.state,
        _COLUMNS.created_at,
        _COLUMNS.accepted_at,
    )
    rows = await connection.execute(
        query.where(_COLUMNS.person == person).order_by(_COLUMNS.created_at.desc(), _COLUMNS.id).limit(10_000)
    )
    return [dict(row) for row in rows.mappings()]


async def delete_of_person(connection: AsyncConnection, person: UUID) -> None:
    """Delete everything a person was or would have been sent."""
    await connection.execute(delete(DELIVERIES).where(_COLUMNS.person == person))


async def delete_settled(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete old settled mails and return how many they were."""
    return (await connection.execute(delete(DELIVERIES).where(_COLUMNS.settled_at < before))).rowcount
