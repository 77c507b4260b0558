"""The ledger of mails: claimed with a lease by whoever is free, settled once. When a row is due is judged by the database's
clock, so that a machine whose clock is wrong neither hurries nor stops the mails.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.mail import Lane, MailKind, MailState
from services.notifications.storage.tables import DELIVERIES

LEASE = timedelta(seconds=60)
MOST_FORGOTTEN = 20_000
REACHED_BY_THEN = timedelta(days=62)
OPEN = (MailState.CREATED, MailState.SENDING)

# When the holder of a lease dies, the lease ends and the row is due again. Rows are taken by their place: they are locked, so
# none moves. No index stands on what changes here (migration 0004).
_CLAIM = text(
    """
    WITH due AS (
        SELECT ctid AS place FROM deliveries
        WHERE settled_at IS NULL AND digest IS NULL AND lane = :lane AND due_at <= now() AND coalesce(leased_until <= now(), true)
              AND state IN ('created', 'sending')
        ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries SET state = 'sending', attempts = attempts + 1, leased_until = now() + :lease
    WHERE ctid = ANY(ARRAY(SELECT place FROM due))
    RETURNING deliveries.id, lane, kind, person, subscription, offer, notice_version, about, pace, attempts, created_at, traceparent
    """
)
_RELEASE = text(
    """
    UPDATE deliveries SET state = 'created', attempts = attempts - CAST(:forgiven AS integer), leased_until = NULL,
        due_at = CASE WHEN CAST(:pause AS interval) > interval '0' THEN now() + :pause ELSE due_at END
    WHERE id = ANY(:ids) AND state = 'sending'
    """
)
_SETTLE = text(
    """
    UPDATE deliveries SET state = heard.state, status = heard.status,
        leased_until = CASE WHEN heard.state <> 'created' THEN leased_until END,
        accepted_at = CASE WHEN heard.state = 'accepted' THEN now() - heard.ago END,
        settled_at = CASE WHEN heard.state <> 'created' THEN now() - heard.ago END,
        due_at = CASE WHEN heard.state = 'created' THEN now() + heard.pause ELSE due_at END
    FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:statuses AS text[]), CAST(:agos AS interval[]),
                CAST(:pauses AS interval[])) AS heard (id, state, status, ago, pause)
    WHERE deliveries.id = heard.id AND deliveries.state IN ('created', 'sending')
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
    about: Mapping[str, Any] | None
    pace: str
    attempts: int
    created_at: datetime
    traceparent: str | None


@dataclass(slots=True)
class Settlement:
    """What became of a mail, how long ago, and how long it waits if it is to be tried again."""

    mail: UUID
    state: MailState
    ago: timedelta
    pause: timedelta = timedelta(0)
    status: str | None = None


async def queue(
    connection: AsyncConnection,
    mail: UUID,
    kind: MailKind,
    *,
    person: UUID,
    subscription: UUID | None = None,
    now: datetime,
    traceparent: str | None,
) -> None:
    """Write a mail that somebody waits for before a screen; it is due at once."""
    await connection.execute(
        insert(DELIVERIES).values(
            id=mail, lane=Lane.CONFIRMATION, kind=kind, person=person, subscription=subscription,
            created_at=now, traceparent=traceparent,
        )
    )  # fmt: skip


async def asked_since(connection: AsyncConnection, person: UUID, moment: datetime) -> int:
    """Return how many mails somebody has caused for a person since a moment: what a bomber of mailboxes would do."""
    # Told of no offer: so they stand beside one another in the index of offers, versions and persons.
    about_no_offer = (_COLUMNS.offer.is_(None), _COLUMNS.notice_version.is_(None), _COLUMNS.person == person)
    query = select(func.count()).select_from(DELIVERIES)
    query = query.where(*about_no_offer, _COLUMNS.created_at > moment, _COLUMNS.lane == Lane.CONFIRMATION)
    return (await connection.execute(query)).scalar_one()


async def claim(connection: AsyncConnection, *, lane: Lane, most: int) -> Sequence[Claimed]:
    """Take the mails of a lane that wait longest; others pass over them until the lease ends."""
    return [Claimed(*row) for row in await connection.execute(_CLAIM, {"lane": lane, "most": most, "lease": LEASE})]


async def release(
    connection: AsyncConnection, ids: Collection[UUID], *, pause: timedelta, was_tried: bool = True
) -> None:
    """Give mails back, due after a pause; one that was not tried doesn't count as an attempt."""
    await connection.execute(_RELEASE, {"ids": list(ids), "pause": pause, "forgiven": 0 if was_tried else 1})


async def settle_window(connection: AsyncConnection, window: Sequence[Settlement]) -> None:
    """Write what became of many open mails; what another has settled meanwhile stays as it is."""
    heard = {
        "ids": [each.mail for each in window],
        "states": [each.state.value for each in window],
        "statuses": [each.status for each in window],
        "agos": [each.ago for each in window],
        "pauses": [each.pause for each in window],
    }
    await connection.execute(_SETTLE, heard)


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


async def forget_readers(connection: AsyncConnection, *, before: datetime) -> int:
    """Take out of rows that were settled so long ago whose they were, a part at a time; return how many these were.

    That a family was told of a life phase is known until the child has reached it, or it would be told again.
    """
    may_go = or_(_COLUMNS.kind != MailKind.NEXT_PHASE, _COLUMNS.settled_at < before - REACHED_BY_THEN)
    old = _COLUMNS.settled_at < before
    known = select(_COLUMNS.id).where(old, may_go, _COLUMNS.person.is_not(None)).limit(MOST_FORGOTTEN)
    forgotten = update(DELIVERIES).where(_COLUMNS.id.in_(known)).values(person=None, subscription=None, about=None)
    return (await connection.execute(forgotten)).rowcount
