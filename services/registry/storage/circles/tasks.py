"""The repository of the tasks that circles give out."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import RowMapping, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.circles.task import Task
from services.registry.storage.circles.tables import CIRCLES, TASKS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write

# Tasks without a day come last; a cursor carries text, and days written this way stand in their own order.
NO_DAY = "9999-12-31"
_DUE = func.coalesce(func.to_char(TASKS.c.due_on, "YYYY-MM-DD"), NO_DAY)


async def find(connection: AsyncConnection, task_id: UUID) -> Task | None:
    """Return a task, None when there is none."""
    row = (await connection.execute(select(TASKS).where(TASKS.c.id == task_id))).mappings().one_or_none()
    return None if row is None else _task(row)


async def listed(
    connection: AsyncConnection,
    window: Window,
    *,
    circle: UUID | None = None,
    responsible: UUID | None = None,
    of_networks: Collection[str] | None = None,
    only_open: bool = False,
) -> Sequence[Task]:
    """Return tasks of a circle or of a responsible partner by the day they are due; with networks only what their circles gave out."""
    query = select(TASKS)
    if of_networks is not None:
        query = query.join(CIRCLES, CIRCLES.c.id == TASKS.c.circle).where(CIRCLES.c.network.in_(of_networks))
    if circle is not None:
        query = query.where(TASKS.c.circle == circle)
    if responsible is not None:
        query = query.where(TASKS.c.responsible == responsible)
    if only_open:
        query = query.where(TASKS.c.done_on.is_(None))
    rows = await connection.execute(window.of(query, _DUE, TASKS.c.id))
    return [_task(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, task: Task) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, TASKS, asdict(task))


def _task(row: RowMapping) -> Task:
    return Task(**row)
