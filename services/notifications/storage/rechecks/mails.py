"""The mails that ask for a confirmation: one for each offer, confirmation and stage, whatever is told again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, DateTime, Integer, Table, Text, Uuid, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database.engine import new_metadata

RECHECK_MAILS = Table(
    "recheck_mails",
    new_metadata(),
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    Column("offer", Uuid, nullable=False),
    Column("confirmed_on", Date, nullable=False),
    Column("stage", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("organisation", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("settled_at", DateTime(timezone=True)),
)
LEASE = timedelta(minutes=2)


class RecheckState(StrEnum):
    """What became of a mail; without an address nobody is written to, and the dashboard shows that nobody answers."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    NO_ADDRESS = "no-address"
    OUTDATED = "outdated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckMail:
    """A mail to write; `attempt` counts from 1."""

    id: UUID
    offer: UUID
    confirmed_on: date
    stage: str
    network: str
    organisation: UUID
    title: str
    source: str
    attempt: int
    created_at: datetime


async def add(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Insert mails that are not there yet."""
    await connection.execute(insert(RECHECK_MAILS).values(list(rows)).on_conflict_do_nothing())


async def claim(connection: AsyncConnection, now: datetime) -> RecheckMail | None:
    """Take the mail that waits longest; if its taker dies, it is due again after the lease."""
    mail = RECHECK_MAILS.c
    waiting = (
        select(mail.id)
        .where(mail.state == RecheckState.WAITING.value, mail.due_at <= now)
        .order_by(mail.due_at, mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    statement = (
        update(RECHECK_MAILS)
        .where(mail.id == waiting.scalar_subquery())
        .values(attempts=mail.attempts + 1, due_at=now + LEASE)
        .returning(RECHECK_MAILS)
    )
    row = (await connection.execute(statement)).mappings().one_or_none()
    if row is None:
        return None
    return RecheckMail(
        id=row["id"],
        offer=row["offer"],
        confirmed_on=row["confirmed_on"],
        stage=row["stage"],
        network=row["network"],
        organisation=row["organisation"],
        title=row["title"],
        source=row["source"],
        attempt=row["attempts"],
        created_at=row["created_at"],
    )


async def settle(connection: AsyncConnection, mail: UUID, state: RecheckState, *, at: datetime) -> None:
    """Write what became of a mail."""
    statement = update(RECHECK_MAILS).where(RECHECK_MAILS.c.id == mail).values(state=state.value, settled_at=at)
    await connection.execute(statement)


async def postpone(connection: AsyncConnection, mail: UUID, *, until: datetime) -> None:
    """Let a mail be tried again later."""
    await connection.execute(update(RECHECK_MAILS).where(RECHECK_MAILS.c.id == mail).values(due_at=until))


async def forget(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete mails that were settled before a time and return how many they were."""
    return (await connection.execute(delete(RECHECK_MAILS).where(RECHECK_MAILS.c.settled_at < before))).rowcount
