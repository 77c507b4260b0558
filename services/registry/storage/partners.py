"""The repository of partner organisations."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, RowMapping, Uuid, any_, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.duplicates.record import Identifier
from services.registry.domain.partner import Partner, PartnerKind, PostalAddress
from services.registry.domain.sort_key import sort_key
from services.registry.storage.duplicates import keys
from services.registry.storage.keyset import Window
from services.registry.storage.memberships import holding_on
from services.registry.storage.tables import MEMBERSHIPS, PARTNERS
from services.registry.storage.versioned import write

PARENTS_LOCK = 0x1F_0101
_LOCK_PARENTS = text(f"SELECT pg_advisory_xact_lock({PARENTS_LOCK})")

# What a row and a partner have alike.
_PLAIN = ("id", "version", "label", "partner_type", "parent", "description", "website", "phone", "mail")


async def find(connection: AsyncConnection, partner_id: UUID) -> Partner | None:
    """Return a partner, None when there is none."""
    row = (await connection.execute(select(PARTNERS).where(PARTNERS.c.id == partner_id))).mappings().one_or_none()
    return None if row is None else partner_of(row)


async def find_with_alias(connection: AsyncConnection, partner_id: UUID) -> tuple[Partner, UUID | None] | None:
    """Return a partner and, when it was merged, into which one."""
    row = (await connection.execute(select(PARTNERS).where(PARTNERS.c.id == partner_id))).mappings().one_or_none()
    return None if row is None else (partner_of(row), row["merged_into"])


async def find_all(connection: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, Partner]:
    """Return those of the partners that are registered, by their ids."""
    rows = await connection.execute(select(PARTNERS).where(PARTNERS.c.id.in_(ids)).order_by(PARTNERS.c.id))
    return {row["id"]: partner_of(row) for row in rows.mappings()}


async def known(connection: AsyncConnection, ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the ids that are registered."""
    return frozenset((await connection.execute(select(PARTNERS.c.id).where(PARTNERS.c.id.in_(ids)))).scalars())


async def hold_named(connection: AsyncConnection, ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the ids that can be named: registered and no alias. Nobody merges them until the transaction ends."""
    named = PARTNERS.c.id == any_(literal(list(ids), ARRAY(Uuid)))
    query = select(PARTNERS.c.id).where(named, PARTNERS.c.merged_into.is_(None)).order_by(PARTNERS.c.id)
    return frozenset((await connection.execute(query.with_for_update(read=True))).scalars())


async def lock_parents(connection: AsyncConnection) -> None:
    """Let nobody else change what stands above whom until the transaction ends; taken before every other lock."""
    await connection.execute(_LOCK_PARENTS)


async def chain_from(connection: AsyncConnection, partner_id: UUID) -> frozenset[UUID]:
    """Return the partner and all organisations above it, empty when it is unknown.

    Until the transaction ends nobody else can read a chain this way: two changes that are fine alone can close a circle together.
    """
    await lock_parents(connection)
    chain = select(PARTNERS.c.id, PARTNERS.c.parent).where(PARTNERS.c.id == partner_id).cte("chain", recursive=True)
    chain = chain.union(select(PARTNERS.c.id, PARTNERS.c.parent).join(chain, PARTNERS.c.id == chain.c.parent))
    return frozenset((await connection.execute(select(chain.c.id))).scalars())


async def listed(
    connection: AsyncConnection,
    window: Window,
    *,
    today: date,
    network: str | None = None,
    words: str | None = None,
    parent: UUID | None = None,
) -> Sequence[Partner]:
    """Return partners by name, without merged ones; with a network only its members of today, with words only names with them."""
    query = select(PARTNERS).where(PARTNERS.c.merged_into.is_(None))
    if parent is not None:
        query = query.where(PARTNERS.c.parent == parent)
    if network is not None:
        members = select(MEMBERSHIPS.c.partner).where(MEMBERSHIPS.c.network == network, holding_on(today))
        query = query.where(PARTNERS.c.id.in_(members))
    if words:
        query = query.where(PARTNERS.c.sort_key.contains(sort_key(words), autoescape=True))
    rows = await connection.execute(window.of(query, PARTNERS.c.sort_key, PARTNERS.c.id))
    return [partner_of(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, partner: Partner) -> None:
    """Write a new version and the keys under which duplicates find it; raises ChangedMeanwhile."""
    await write(connection, PARTNERS, row_of(partner))
    await keys.write(connection, partner)


def row_of(partner: Partner) -> dict[str, Any]:
    """Return the partner as a row of the table."""
    identifiers = None if partner.identifiers is None else [asdict(identifier) for identifier in partner.identifiers]
    return {
        **{name: getattr(partner, name) for name in _PLAIN},
        **vars(partner.address or PostalAddress()),
        "kind": partner.kind,
        "identifiers": identifiers,
        "sort_key": sort_key(partner.label),
    }


def partner_of(row: RowMapping) -> Partner:
    """Return the partner in a row of the table."""
    places = (row["street"], row["postal_code"], row["city"])
    identifiers = row["identifiers"]
    return Partner(
        **{name: row[name] for name in _PLAIN},
        kind=PartnerKind(row["kind"]),
        address=PostalAddress(street=places[0], postal_code=places[1], city=places[2]) if any(places) else None,
        identifiers=None if identifiers is None else tuple(Identifier(**identifier) for identifier in identifiers),
    )
