"""Remembers when each source was last heard, so that the age of the picture is known even after a restart."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.freshness import SourceFreshness
from services.dashboard.storage.tables import SOURCE_CONTACT
from shared.messaging.checkpoints import read_checkpoints
from shared.messaging.sources import announced

MOST_SOURCES = 1000


async def note_contact(connection: AsyncConnection, contacts: Sequence[tuple[str, datetime, int]]) -> None:
    """Write when sources were heard and how long their logs were; a replica that heard one later is right."""
    new = insert(SOURCE_CONTACT)
    later = new.excluded.heard_at > SOURCE_CONTACT.c.heard_at
    values = {"heard_at": new.excluded.heard_at, "head": new.excluded.head}
    statement = new.on_conflict_do_update(index_elements=["source"], set_=values, where=later)
    rows = [{"source": source, "heard_at": heard_at, "head": head} for source, heard_at, head in contacts]
    await connection.execute(statement, rows)


async def read_freshness(
    connection: AsyncConnection, *, registry: str, producers: frozenset[str]
) -> tuple[SourceFreshness, ...]:
    """Return every source the picture is made of: the registry, and those it has announced."""
    known = (await announced(connection)).by_name.values()
    sources = {registry, *(source.source for source in known if source.producer in producers and not source.retired)}
    positions = {checkpoint.source: checkpoint.position for checkpoint in await read_checkpoints(connection)}
    contacts = {row.source: row for row in await connection.execute(select(SOURCE_CONTACT).limit(MOST_SOURCES))}
    return tuple(
        SourceFreshness(
            source=source,
            heard_at=contacts[source].heard_at if source in contacts else None,
            position=positions.get(source, 0),
            behind=max(0, contacts[source].head - positions.get(source, 0)) if source in contacts else 0,
        )
        for source in sorted(sources, key=lambda source: (source != registry, source))
    )
