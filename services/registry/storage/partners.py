"""The repository of partner organisations."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.partner import Partner, PartnerKind
from services.registry.domain.sort_key import sort_key
from services.registry.storage.keyset import Window
from services.registry.storage.memberships import holding_on
from services.registry.storage.tables import MEMBERSHIPS, PARTNERS
from services.registry.storage.versioned import write

PARENTS_LOCK = 0x1F_0101
_LOCK_PARENTS = text(f"SELECT pg_advisory_xact_lock({PARENTS_LOCK})")


async def find(connection: AsyncConnection, partner_id: UUID) -> Partner | None:
    """Return a partner, None when there is none."""
    row = (await connection.execute(select(PARTNERS).where(PARTNERS.c.id == partner_id))).mappings().one_or_none()
    return None if row is None else _partner(row)


async def known(connection: AsyncConnection, ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the ids that are registered."""
    return frozenset((await connection.execute(select(PARTNERS.c.id).where(PARTNERS.c.id.in_(ids)))).scalars())


async def chain_from(connection: AsyncConnection, partner_id: UUID) -> frozenset[UUID]:
    """Return the partner and all organisations above it, empty when it is unknown.

    Until the transaction ends nobody else can read a chain this way: two changes that are fine alone can close a circle together.
    """
    await connection.execute(_LOCK_PARENTS)
    chain = select(PARTNERS.c.id, PARTNERS.c.parent).where(PARTNERS.c.id == partner_id).cte("chain", recursive=True)
    chain = chain.union(select(PARTNERS.c.id, PARTNERS.c.parent).join(chain, PARTNERS.c.id == chain.c.parent))
    return frozenset((await connection.execute(select(chain.c.id))).scalars())


async def listed(
    connection: AsyncConnection, window: Window, *, today: date, network: str | None = None, words: str | None = None
) -> Sequence[Partner]:
    """Return partners by name; with a network only its members of today, with words only names that contain them."""
    query = select(PARTNERS)
    if network is not None:
        members = select(MEMBERSHIPS.c.partner).where(MEMBERSHIPS.c.network == network, holding_on(today))
        query = query.where(PARTNERS.c.id.in_(members))
    if words:
        query = query.where(PARTNERS.c.sort_key.contains(sort_key(words), autoescape=True))
    rows = await connection.execute(window.of(query, PARTNERS.c.sort_key, PARTNERS.c.id))
    return [_partner(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, partner: Partner) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, PARTNERS, {**asdict(partner), "sort_key": sort_key(partner.label)})


def _partner(row: RowMapping) -> Partner:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    return Partner(**{**fields, "kind": PartnerKind(row["kind"])})
