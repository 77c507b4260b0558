"""Events that could not be applied wait here, in the consumer's own database, until somebody replays or drops them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table, Text, Uuid, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

METADATA = MetaData()
DEAD_LETTERS = Table(
    "dead_letters",
    METADATA,
    Column("id", Uuid, primary_key=True, server_default=func.uuidv7()),
    Column("source", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("parked_at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("settled_at", DateTime(timezone=True)),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A parked event; `reason` is `contract`, `foreign-network` or `unexpected`."""

    position: int
    event_id: UUID | None
    type: str
    reason: str
    error: str
    body: bytes


async def park(connection: AsyncConnection, source: str, letters: Sequence[Letter], *, now: datetime) -> None:
    """Write letters in the checkpoint's transaction; one that is already there stays as it is."""
    rows = [
        {
            "source": source,
            "position": letter.position,
            "event_id": str(letter.event_id or f"position-{letter.position}"),
            "type": letter.type,
            "reason": letter.reason,
            "error": letter.error[:500],
            "body": letter.body.decode("utf-8", "backslashreplace").replace("\x00", "�"),
            "parked_at": now,
            "state": "parked",
        }
        for letter in letters
    ]
    if rows:
        await connection.execute(insert(DEAD_LETTERS).on_conflict_do_nothing(), rows)


async def parked_letters(connection: AsyncConnection, *, limit: int = 100) -> list[dict[str, object]]:
    """Return the oldest parked letters."""
    query = select(DEAD_LETTERS).where(DEAD_LETTERS.c.state == "parked").order_by(DEAD_LETTERS.c.id).limit(limit)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def take(connection: AsyncConnection, letter_id: UUID) -> dict[str, object] | None:
    """Return a parked letter locked for settling, None when it is settled already."""
    query = (
        select(DEAD_LETTERS).where(DEAD_LETTERS.c.id == letter_id, DEAD_LETTERS.c.state == "parked").with_for_update()
    )
    row = (await connection.execute(query)).mappings().one_or_none()
    return dict(row) if row is not None else None


async def settle(connection: AsyncConnection, letter_id: UUID, state: str, *, now: datetime) -> None:
    """Write how a letter ended: replayed, superseded or dropped."""
    await connection.execute(
        update(DEAD_LETTERS).where(DEAD_LETTERS.c.id == letter_id).values(state=state, settled_at=now)
    )
