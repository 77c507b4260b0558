"""The fingerprints of the secret links to feeds; the links themselves are stored nowhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, DateTime, LargeBinary, Table, Uuid, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database.engine import new_metadata

LINKS = Table(
    "feed_links",
    new_metadata(),
    Column("fingerprint", LargeBinary, primary_key=True),
    Column("person", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)


async def add(connection: AsyncConnection, fingerprint: bytes, *, person: UUID, now: datetime) -> None:
    """Remember that a link was given out."""
    await connection.execute(insert(LINKS).values(fingerprint=fingerprint, person=person, created_at=now))


async def count_of(connection: AsyncConnection, person: UUID) -> int:
    """Return how many links a person has."""
    return (await connection.execute(select(func.count()).where(LINKS.c.person == person))).scalar_one()


async def person_of(connection: AsyncConnection, fingerprint: bytes) -> UUID | None:
    """Return whose feed a link leads to; None for one that was never given out or is revoked."""
    query = select(LINKS.c.person).where(LINKS.c.fingerprint == fingerprint)
    return (await connection.execute(query)).scalar_one_or_none()


async def revoke(connection: AsyncConnection, person: UUID) -> int:
    """Forget all links of a person and return how many they were."""
    return (await connection.execute(delete(LINKS).where(LINKS.c.person == person))).rowcount
