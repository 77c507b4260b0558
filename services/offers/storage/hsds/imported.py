"""Reads and writes which records of a source were brought into a network."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.hsds.incoming.steps import Remembered
from services.offers.storage.hsds.tables import HSDS_IMPORTED
from shared.database.sets import write_all

MOST_REMEMBERED = 50_000
_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


@dataclass(frozen=True)
class ImportedRecord:
    """A record of a source, the offer it became, and the last proposal made of it."""

    source_id: str
    offer: UUID
    remembered: Remembered
    suggestion: UUID | None = None


async def alone(connection: AsyncConnection, *, network: str, source: str) -> None:
    """Let no second import of this source go beside this one; without it the offers' ids would still keep them apart."""
    await connection.execute(_ALONE, {"name": f"hsds-import/{network}/{source}"})


async def of_source(connection: AsyncConnection, *, network: str, source: str) -> Mapping[str, ImportedRecord]:
    """Return all records of a source that were ever brought, by their ids there."""
    kept = HSDS_IMPORTED.c
    query = select(HSDS_IMPORTED).where(kept.network == network, kept.source == source).order_by(kept.source_id)
    return {
        row.source_id: ImportedRecord(row.source_id, row.offer, Remembered(row.seen, row.written), row.suggestion)
        for row in await connection.execute(query.limit(MOST_REMEMBERED))
    }


async def remember(
    connection: AsyncConnection, records: Collection[ImportedRecord], *, network: str, source: str, at: datetime
) -> None:
    """Write what was seen of records."""
    rows = [
        {
            "network": network,
            "source": source,
            "source_id": record.source_id,
            "offer": record.offer,
            "seen": record.remembered.seen,
            "written": record.remembered.written,
            "suggestion": record.suggestion,
            "at": at,
        }
        for record in records
    ]
    await write_all(connection, HSDS_IMPORTED, rows, conflict="replace")
