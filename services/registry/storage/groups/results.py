"""The repository of what working groups have brought about."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.groups.result import GroupResult
from services.registry.storage.groups.tables import GROUP_RESULTS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write

# A cursor carries text; days written this way stand in their own order.
_DAY = func.to_char(GROUP_RESULTS.c.reached_on, "YYYY-MM-DD")


async def find(connection: AsyncConnection, result_id: UUID) -> GroupResult | None:
    """Return a result, None when there is none."""
    query = select(GROUP_RESULTS).where(GROUP_RESULTS.c.id == result_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else GroupResult(**row)


async def listed(connection: AsyncConnection, window: Window, *, group: UUID) -> Sequence[GroupResult]:
    """Return a group's results by their day."""
    query = select(GROUP_RESULTS).where(GROUP_RESULTS.c.group == group)
    rows = await connection.execute(window.of(query, _DAY, GROUP_RESULTS.c.id))
    return [GroupResult(**row) for row in rows.mappings()]


async def save(connection: AsyncConnection, result: GroupResult) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, GROUP_RESULTS, asdict(result))
