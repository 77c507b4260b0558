"""The repository of memberships, with all their earlier versions."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.membership import LeftReason, Membership
from services.registry.storage.keyset import Window
from services.registry.storage.tables import MEMBERSHIP_HISTORY, MEMBERSHIPS, PARTNERS
from services.registry.storage.versioned import write


def holding_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a membership holds on this day; `left_on` is the first day without it."""
    has_joined = or_(MEMBERSHIPS.c.joined_on.is_(None), MEMBERSHIPS.c.joined_on <= day)
    has_not_left = or_(MEMBERSHIPS.c.left_on.is_(None), MEMBERSHIPS.c.left_on > day)
    return and_(has_joined, has_not_left)


async def find(connection: AsyncConnection, network: str, partner: UUID) -> Membership | None:
    """Return a membership, past ones too; None when there never was one."""
    query = select(MEMBERSHIPS).where(MEMBERSHIPS.c.network == network, MEMBERSHIPS.c.partner == partner)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _membership(row)


async def listed(
    connection: AsyncConnection, window: Window, *, network: str, holding: date | None
) -> Sequence[tuple[str, Membership]]:
    """Return a network's memberships with their partner's sort key, by the partner's name; those of a day, or with None all."""
    query = select(MEMBERSHIPS, PARTNERS.c.sort_key).join(PARTNERS).where(MEMBERSHIPS.c.network == network)
    if holding is not None:
        query = query.where(holding_on(holding))
    rows = await connection.execute(window.of(query, PARTNERS.c.sort_key, PARTNERS.c.id))
    return [(row["sort_key"], _membership(row)) for row in rows.mappings()]


async def history(connection: AsyncConnection, network: str, partner: UUID, window: Window) -> Sequence[Membership]:
    """Return all versions of a membership, the first one first."""
    past = MEMBERSHIP_HISTORY
    query = select(past).where(past.c.network == network, past.c.partner == partner)
    rows = await connection.execute(window.of(query, past.c.version))
    return [_membership(row) for row in rows.mappings()]


async def is_member_of_any(connection: AsyncConnection, partner: UUID, *, networks: Collection[str], on: date) -> bool:
    """Tell whether a partner belongs to one of the networks on a day."""
    held = exists().where(MEMBERSHIPS.c.partner == partner, MEMBERSHIPS.c.network.in_(networks), holding_on(on))
    return bool((await connection.execute(select(held))).scalar())


async def save(connection: AsyncConnection, membership: Membership) -> None:
    """Write a new version and keep it in the history; raises ChangedMeanwhile."""
    await write(connection, MEMBERSHIPS, asdict(membership))
    await connection.execute(MEMBERSHIP_HISTORY.insert().values(**asdict(membership)))


def _membership(row: RowMapping) -> Membership:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    reason = row["left_reason"]
    return Membership(**{**fields, "left_reason": None if reason is None else LeftReason(reason)})
