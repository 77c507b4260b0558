"""The repository of memberships in working groups, with all their earlier versions."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.groups.membership import GroupMembership
from services.registry.storage.groups.tables import GROUP_MEMBERSHIP_HISTORY, GROUP_MEMBERSHIPS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write


async def find(connection: AsyncConnection, group: UUID, partner: UUID) -> GroupMembership | None:
    """Return a membership, past ones too; None when there never was one."""
    members = GROUP_MEMBERSHIPS
    query = select(members).where(members.c.group == group, members.c.partner == partner)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _membership(row)


async def listed(
    connection: AsyncConnection, window: Window, *, group: UUID, holding: date | None
) -> Sequence[GroupMembership]:
    """Return a group's memberships; those of a day, or with None all."""
    members = GROUP_MEMBERSHIPS
    query = select(members).where(members.c.group == group)
    if holding is not None:
        has_joined = or_(members.c.joined_on.is_(None), members.c.joined_on <= holding)
        query = query.where(has_joined, or_(members.c.left_on.is_(None), members.c.left_on > holding))
    rows = await connection.execute(window.of(query, members.c.partner))
    return [_membership(row) for row in rows.mappings()]


async def history(connection: AsyncConnection, group: UUID, partner: UUID, window: Window) -> Sequence[GroupMembership]:
    """Return all versions of a membership, the first one first."""
    past = GROUP_MEMBERSHIP_HISTORY
    query = select(past).where(past.c.group == group, past.c.partner == partner)
    rows = await connection.execute(window.of(query, past.c.version))
    return [_membership(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, membership: GroupMembership) -> None:
    """Write a new version and keep it in the history; raises ChangedMeanwhile."""
    await write(connection, GROUP_MEMBERSHIPS, asdict(membership))
    await connection.execute(GROUP_MEMBERSHIP_HISTORY.insert().values(**asdict(membership)))


def _membership(row: RowMapping) -> GroupMembership:
    return GroupMembership(**row)
