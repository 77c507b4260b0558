"""The fingerprints of links that work once; the links themselves are stored nowhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.links import LinkAlreadyUsed, LinkNotValid
from services.notifications.storage.tables import CONFIRMATIONS


async def add(connection: AsyncConnection, fingerprint: bytes, *, subscription: UUID, expires_at: datetime) -> None:
    """Remember that a link was given out."""
    await connection.execute(
        insert(CONFIRMATIONS).values(fingerprint=fingerprint, subscription=subscription, expires_at=expires_at)
    )


async def use(connection: AsyncConnection, fingerprint: bytes, *, now: datetime) -> UUID:
    """Use a link up and return the subscription it confirms; raises LinkAlreadyUsed, LinkNotValid."""
    of_link = CONFIRMATIONS.c.fingerprint == fingerprint
    used = (
        update(CONFIRMATIONS)
        .where(of_link, CONFIRMATIONS.c.used_at.is_(None), CONFIRMATIONS.c.expires_at > now)
        .values(used_at=now)
        .returning(CONFIRMATIONS.c.subscription)
    )
    subscription: UUID | None = (await connection.execute(used)).scalar_one_or_none()
    if subscription is None:
        used_at = (await connection.execute(select(CONFIRMATIONS.c.used_at).where(of_link))).scalar_one_or_none()
        raise LinkNotValid if used_at is None else LinkAlreadyUsed
    return subscription


async def delete_expired(connection: AsyncConnection, *, now: datetime) -> int:
    """Delete links that confirm nothing any more and return how many they were."""
    return (await connection.execute(delete(CONFIRMATIONS).where(CONFIRMATIONS.c.expires_at <= now))).rowcount
