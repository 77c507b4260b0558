"""The repository of working groups."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.circles.circle import Circle, CircleKind
from services.registry.domain.groups.working_group import WorkingGroup
from services.registry.domain.sort_key import sort_key
from services.registry.storage.circles import circles
from services.registry.storage.groups.tables import WORKING_GROUPS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write


async def find(connection: AsyncConnection, group_id: UUID) -> WorkingGroup | None:
    """Return a working group, None when there is none."""
    query = select(WORKING_GROUPS).where(WORKING_GROUPS.c.id == group_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _group(row)


async def listed(
    connection: AsyncConnection, window: Window, *, network: str | None = None, theme: str | None = None
) -> Sequence[WorkingGroup]:
    """Return working groups by name; with a network or a theme only those."""
    query = select(WORKING_GROUPS)
    if network is not None:
        query = query.where(WORKING_GROUPS.c.network == network)
    if theme is not None:
        query = query.where(WORKING_GROUPS.c.theme == theme)
    rows = await connection.execute(window.of(query, WORKING_GROUPS.c.sort_key, WORKING_GROUPS.c.id))
    return [_group(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, group: WorkingGroup) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await circles.save(
        connection, Circle(id=group.id, kind=CircleKind.WORKING_GROUP, label=group.label, network=group.network)
    )
    await write(connection, WORKING_GROUPS, {**asdict(group), "sort_key": sort_key(group.label)})


def _group(row: RowMapping) -> WorkingGroup:
    return WorkingGroup(**{name: value for name, value in row.items() if name != "sort_key"})
