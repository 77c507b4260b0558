"""Which events of which calendar stand in an offer, and what they said when they were brought in."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Column, Integer, Table, Text, Uuid, delete, insert, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.calendars.plan import Imported
from services.offers.domain.calendars.taking import Taken
from services.offers.storage.tables import METADATA

IMPORTED = Table(
    "calendar_imported",
    METADATA,
    Column("offer", Uuid, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("said", JSONB, nullable=False),
)
"""`event` is the hash of a UID."""
MOST_KNOWN = 1_000
_TAKEN: TypeAdapter[Taken] = TypeAdapter(Taken)


async def known(connection: AsyncConnection, offer: UUID, *, source: str) -> dict[str, Imported]:
    """Return what of a calendar stands in an offer."""
    own = (IMPORTED.c.offer == offer, IMPORTED.c.source == source)
    rows = await connection.execute(select(IMPORTED).where(*own).order_by(IMPORTED.c.event).limit(MOST_KNOWN))
    return {row.event: Imported(row.sequence, _TAKEN.validate_python(row.said)) for row in rows}


async def replace(connection: AsyncConnection, offer: UUID, *, source: str, known: Mapping[str, Imported]) -> None:
    """Remember what stands in the offer now."""
    await connection.execute(delete(IMPORTED).where(IMPORTED.c.offer == offer, IMPORTED.c.source == source))
    if known:
        rows = [
            {
                "offer": offer,
                "source": source,
                "event": event,
                "sequence": each.sequence,
                "said": _TAKEN.dump_python(each.taken, mode="json"),
            }
            for event, each in known.items()
        ]
        await connection.execute(insert(IMPORTED), rows)
