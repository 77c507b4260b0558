"""Persons as random ids with a sealed address; nothing else is known of them here."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.subscription import SubscriptionState
from services.notifications.storage.tables import ADDRESSES, SUBSCRIPTIONS
from services.notifications.storage.vault import SealedAddress

_RESEAL = text(
    """
    UPDATE addresses SET sealed = new.sealed, key_id = new.key_id
    FROM unnest(CAST(:lookups AS bytea[]), CAST(:seals AS bytea[]), CAST(:keys AS text[])) AS new (lookup, sealed, key_id)
    WHERE addresses.lookup = new.lookup
    """
)


async def remember(connection: AsyncConnection, address: SealedAddress, *, now: datetime) -> UUID:
    """Return the person behind an address, known before or not; the row stays locked, so that limits can't be raced.

    Whoever asks anew is written to again, even if mails came back before.
    """
    new = insert(ADDRESSES).values(lookup=address.lookup, sealed=address.sealed, key_id=address.key_id, created_at=now)
    kept = new.on_conflict_do_update(
        index_elements=["lookup"],
        set_={"sealed": new.excluded.sealed, "key_id": new.excluded.key_id, "suppressed_at": None, "bounces": 0},
    )
    person: UUID = (await connection.execute(kept.returning(ADDRESSES.c.person))).scalar_one()
    return person


async def sealed_address(connection: AsyncConnection, person: UUID) -> SealedAddress | None:
    """Return a person's address, None when there is none any more."""
    query = select(ADDRESSES).where(ADDRESSES.c.person == person, ADDRESSES.c.sealed.is_not(None))
    row = (await connection.execute(query)).one_or_none()
    return SealedAddress(row.lookup, row.sealed, row.key_id) if row is not None else None


async def lookup_of(connection: AsyncConnection, person: UUID) -> bytes | None:
    """Return the keyed hash of a person's address, None for nobody."""
    query = select(ADDRESSES.c.lookup).where(ADDRESSES.c.person == person)
    return (await connection.execute(query)).scalar_one_or_none()


async def person_with(connection: AsyncConnection, lookup: bytes, *, since_before: datetime) -> UUID | None:
    """Return who had this address before a moment, None for nobody."""
    query = select(ADDRESSES.c.person).where(ADDRESSES.c.lookup == lookup, ADDRESSES.c.created_at <= since_before)
    return (await connection.execute(query)).scalar_one_or_none()


async def known(connection: AsyncConnection, lookup: bytes) -> UUID | None:
    """Return the person to whom an address belongs and may be written; the row stays locked, so that limits can't be raced."""
    query = select(ADDRESSES.c.person).where(ADDRESSES.c.lookup == lookup, ADDRESSES.c.sealed.is_not(None))
    return (await connection.execute(query.with_for_update())).scalar_one_or_none()


async def empty_unneeded(connection: AsyncConnection, *, ended_before: datetime) -> int:
    """Empty the addresses to which nothing may be sent any more; their keyed hash stays as the proof's end of the thread.

    What ended only now may still be taken back, so its address is needed.
    """
    needed = exists().where(
        SUBSCRIPTIONS.c.person == ADDRESSES.c.person,
        or_(SUBSCRIPTIONS.c.state != SubscriptionState.ENDED, SUBSCRIPTIONS.c.ended_at > ended_before),
    )
    emptied = update(ADDRESSES).where(ADDRESSES.c.sealed.is_not(None), ~needed).values(sealed=None, key_id=None)
    return (await connection.execute(emptied)).rowcount


async def delete_person(connection: AsyncConnection, person: UUID) -> None:
    """Delete the address, and with it subscriptions and confirmations."""
    await connection.execute(delete(ADDRESSES).where(ADDRESSES.c.person == person))


async def delete_without_subscription(connection: AsyncConnection) -> int:
    """Delete the persons of whom nothing is kept any more and return how many they were."""
    any_left = exists().where(SUBSCRIPTIONS.c.person == ADDRESSES.c.person)
    return (await connection.execute(delete(ADDRESSES).where(~any_left))).rowcount


async def sealed_with(connection: AsyncConnection, key_ids: Sequence[str], *, most: int) -> Sequence[SealedAddress]:
    """Return addresses that are sealed with one of these keys, locked until they are sealed anew."""
    query = select(ADDRESSES).where(ADDRESSES.c.key_id.in_(key_ids)).order_by(ADDRESSES.c.person).limit(most)
    rows = await connection.execute(query.with_for_update(skip_locked=True))
    return [SealedAddress(row.lookup, row.sealed, row.key_id) for row in rows]


async def replace_seals(connection: AsyncConnection, resealed: Sequence[SealedAddress]) -> None:
    """Write the same addresses under another key."""
    await connection.execute(
        _RESEAL,
        {
            "lookups": [each.lookup for each in resealed],
            "seals": [each.sealed for each in resealed],
            "keys": [each.key_id for each in resealed],
        },
    )
