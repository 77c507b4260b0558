"""Reads and writes partners in sets, as imports need it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Column, ColumnElement, Table, Text, Uuid, any_, delete, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.membership import Membership
from services.registry.domain.partner import Partner
from services.registry.domain.sort_key import sort_key
from services.registry.storage.duplicates.tables import PARTNER_KEYS, PARTNER_PAIRS, PARTNERS_TO_COMPARE
from services.registry.storage.partners import partner_of, row_of
from services.registry.storage.tables import GRANTS, MEMBERSHIP_HISTORY, MEMBERSHIPS, METADATA, PARTNERS
from shared.database.sets import write_all

# What goes with a partner that never belonged here.
OWN_TABLES = frozenset({"memberships", "partner_keys", "partners_to_compare", "partner_pairs"})


def among(column: Column[Any] | ColumnElement[Any], ids: Collection[UUID]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of the ids; they travel as one value, however many they are."""
    return column == any_(literal(list(ids), ARRAY(Uuid)))


async def named(connection: AsyncConnection, labels: Collection[str]) -> Sequence[Partner]:
    """Return the partners with these names, as the list orders them."""
    keys = literal(sorted({sort_key(label) for label in labels}), ARRAY(Text))
    query = select(PARTNERS).where(PARTNERS.c.sort_key == any_(keys), PARTNERS.c.merged_into.is_(None))
    return [partner_of(row) for row in (await connection.execute(query.order_by(PARTNERS.c.id))).mappings()]


async def found(connection: AsyncConnection, ids: Collection[UUID], *, locked: bool = False) -> Mapping[UUID, Partner]:
    """Return those of the partners that are registered; `locked` until the transaction ends."""
    query = select(PARTNERS).where(among(PARTNERS.c.id, ids), PARTNERS.c.merged_into.is_(None)).order_by(PARTNERS.c.id)
    rows = await connection.execute(query.with_for_update() if locked else query)
    return {row["id"]: partner_of(row) for row in rows.mappings()}


async def save_all(connection: AsyncConnection, partners: Sequence[Partner]) -> None:
    """Write the partners' new versions; the job that looks for duplicates finds them by the keys they lack."""
    await connection.execute(delete(PARTNER_KEYS).where(among(PARTNER_KEYS.c.partner, [each.id for each in partners])))
    await write_all(
        connection, PARTNERS, [{**row_of(partner), "merged_into": None} for partner in partners], conflict="replace"
    )


async def members_of(connection: AsyncConnection, network: str, ids: Collection[UUID]) -> Mapping[UUID, Membership]:
    """Return the memberships of these partners in a network."""
    table = MEMBERSHIPS
    query = select(table).where(table.c.network == network, among(table.c.partner, ids)).order_by(table.c.partner)
    return {row["partner"]: Membership(**row) for row in (await connection.execute(query)).mappings()}


async def save_memberships(connection: AsyncConnection, memberships: Sequence[Membership]) -> None:
    """Write new versions and keep them in the history."""
    rows = [asdict(membership) for membership in memberships]
    await write_all(connection, MEMBERSHIPS, rows, conflict="replace")
    await write_all(connection, MEMBERSHIP_HISTORY, rows)


async def needed(connection: AsyncConnection, ids: Collection[UUID], *, network: str | None) -> frozenset[UUID]:
    """Return those of the partners that anything but the import itself points to."""
    pointing: set[UUID] = set()
    for table in METADATA.tables.values():
        for column in _pointing_columns(table):
            query = select(column).where(among(column, ids)).distinct()
            if table is PARTNERS:
                query = query.where(~among(PARTNERS.c.id, ids))
            pointing |= set((await connection.execute(query)).scalars())
    elsewhere = select(MEMBERSHIPS.c.partner).where(among(MEMBERSHIPS.c.partner, ids))
    elsewhere = elsewhere.where(or_(MEMBERSHIPS.c.network != (network or ""), MEMBERSHIPS.c.version > 1))
    return frozenset(pointing | set((await connection.execute(elsewhere)).scalars()))


def _pointing_columns(table: Table) -> list[Column[Any]]:
    if table.name in OWN_TABLES:
        return []
    if table is GRANTS:  # its columns are those of every service's projection, which knows no foreign keys
        return [GRANTS.c.organisation]
    return [column for column in table.columns if any(key.column is PARTNERS.c.id for key in column.foreign_keys)]


async def remove_all(connection: AsyncConnection, ids: Collection[UUID]) -> None:
    """Delete partners to which nothing points, with what belongs to them alone."""
    of_them = (
        (PARTNER_KEYS, PARTNER_KEYS.c.partner),
        (PARTNERS_TO_COMPARE, PARTNERS_TO_COMPARE.c.partner),
        (PARTNER_PAIRS, PARTNER_PAIRS.c.one),
        (PARTNER_PAIRS, PARTNER_PAIRS.c.other),
        (MEMBERSHIP_HISTORY, MEMBERSHIP_HISTORY.c.partner),
        (MEMBERSHIPS, MEMBERSHIPS.c.partner),
        (PARTNERS, PARTNERS.c.id),
    )
    for table, column in of_them:
        await connection.execute(delete(table).where(among(column, ids)))
