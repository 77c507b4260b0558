"""The consumer's only memory: per source the position and id of the last event whose effects are committed."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BigInteger, Column, MetaData, Table, Text, Uuid, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging.batch import PROJECTION
from shared.messaging.schema import SLOTS

METADATA = MetaData()
CHECKPOINTS = Table(
    "checkpoint",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("epoch", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("event_id", Uuid),
    schema=PROJECTION,
)

# Written out, because this runs with every batch and building the expression costs more than the statement itself.
_MOVE = {
    slot: text(
        f"UPDATE {slot}.checkpoint SET position = :position, event_id = :event_id, epoch = :epoch WHERE source = :source "  # noqa: S608 - the names are ours
        "AND position = :old_position AND event_id IS NOT DISTINCT FROM CAST(:old_event_id AS uuid)"
    )
    for slot in SLOTS
}


class CheckpointMoved(Exception):
    """Another replica was faster, or the database was restored: read the checkpoint again."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a source has been applied; position 0 has no event."""

    source: str
    epoch: str
    position: int
    event_id: UUID | None


async def read_checkpoint(connection: AsyncConnection, source: str) -> Checkpoint:
    """Return the checkpoint of a source; position 0 and an empty epoch before its first event."""
    row = (await connection.execute(select(CHECKPOINTS).where(CHECKPOINTS.c.source == source))).one_or_none()
    if row is not None:
        return Checkpoint(source, row.epoch, row.position, row.event_id)
    start = upsert(CHECKPOINTS).values(source=source, epoch="", position=0).on_conflict_do_nothing()
    await connection.execute(start)
    return Checkpoint(source, "", 0, None)


async def read_checkpoints(connection: AsyncConnection) -> list[Checkpoint]:
    """Return all checkpoints, ordered by source."""
    rows = await connection.execute(select(CHECKPOINTS).order_by(CHECKPOINTS.c.source).limit(1000))
    return [Checkpoint(row.source, row.epoch, row.position, row.event_id) for row in rows]


async def move(connection: AsyncConnection, old: Checkpoint, new: Checkpoint, *, slot: str) -> None:
    """Compare and set as a transaction's first statement: it takes the row's lock too; raises CheckpointMoved."""
    changed = await connection.execute(
        _MOVE[slot],
        {
            "source": old.source,
            "old_position": old.position,
            "old_event_id": old.event_id,
            "position": new.position,
            "event_id": new.event_id,
            "epoch": new.epoch,
        },
    )
    if changed.rowcount != 1:
        raise CheckpointMoved(old.source)


async def note_epoch(connection: AsyncConnection, checkpoint: Checkpoint, epoch: str) -> None:
    """Remember the epoch in which the source's stream goes on."""
    await connection.execute(
        update(CHECKPOINTS)
        .where(CHECKPOINTS.c.source == checkpoint.source, CHECKPOINTS.c.position == checkpoint.position)
        .values(epoch=epoch)
    )
