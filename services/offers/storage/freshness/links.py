"""The secrets in mailed links, stored as hashes: whoever reads the table can't open a link."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.storage.tables import RECHECK_LINKS


async def keep(connection: AsyncConnection, fingerprint: bytes, *, offer: UUID, valid_until: datetime) -> None:
    """Write the hash of a new link."""
    await connection.execute(
        insert(RECHECK_LINKS).values(fingerprint=fingerprint, offer=offer, valid_until=valid_until)
    )


async def offer_of(connection: AsyncConnection, fingerprint: bytes, *, now: datetime) -> UUID | None:
    """Return the offer that a link is about while it is valid."""
    link = RECHECK_LINKS.c
    query = select(link.offer).where(link.fingerprint == fingerprint, link.valid_until > now)
    found: UUID | None = await connection.scalar(query)
    return found


async def forget_old(connection: AsyncConnection, now: datetime) -> int:
    """Delete links that are no longer valid and return how many they were."""
    return (await connection.execute(delete(RECHECK_LINKS).where(RECHECK_LINKS.c.valid_until <= now))).rowcount
