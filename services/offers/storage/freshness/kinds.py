"""Reads and writes the kinds of offers."""

from sqlalchemy import RowMapping, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.freshness.recheck import OfferKind
from services.offers.storage.tables import OFFER_KINDS

MOST_KINDS = 100


async def find(connection: AsyncConnection, key: str, *, for_change: bool = False) -> OfferKind | None:
    """Return a kind; `for_change` locks it."""
    query = select(OFFER_KINDS).where(OFFER_KINDS.c.key == key)
    row = (await connection.execute(query.with_for_update() if for_change else query)).mappings().one_or_none()
    return _kind(row) if row is not None else None


async def all_kinds(connection: AsyncConnection) -> tuple[OfferKind, ...]:
    """Return all kinds in the order of their keys."""
    rows = await connection.execute(select(OFFER_KINDS).order_by(OFFER_KINDS.c.key).limit(MOST_KINDS))
    return tuple(_kind(row) for row in rows.mappings())


async def add(connection: AsyncConnection, kind: OfferKind) -> bool:
    """Insert a new kind; return False, and change nothing, when another one was faster with this key."""
    statement = insert(OFFER_KINDS).values(_row(kind)).on_conflict_do_nothing()
    return (await connection.execute(statement)).rowcount == 1


async def save(connection: AsyncConnection, kind: OfferKind) -> None:
    """Write the next version of a kind."""
    await connection.execute(update(OFFER_KINDS).where(OFFER_KINDS.c.key == kind.key).values(_row(kind)))


def _row(kind: OfferKind) -> dict[str, str | int]:
    return {
        "key": kind.key,
        "version": kind.version,
        "label": kind.label,
        "recheck_after_days": kind.recheck_after_days,
        "escalate_after_days": kind.escalate_after_days,
    }


def _kind(row: RowMapping) -> OfferKind:
    return OfferKind(
        key=row["key"],
        label=row["label"],
        recheck_after_days=row["recheck_after_days"],
        escalate_after_days=row["escalate_after_days"],
        version=row["version"],
    )
