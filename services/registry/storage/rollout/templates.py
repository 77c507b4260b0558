"""The repository of the template's versions."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.refusals import ChangedMeanwhile
from services.registry.domain.rollout.template import Phase, RolloutTemplate
from services.registry.storage.keyset import Window
from services.registry.storage.rollout.tables import TEMPLATES

PHASES = TypeAdapter(tuple[Phase, ...])


async def newest(connection: AsyncConnection) -> RolloutTemplate | None:
    """Return the version that new plans follow, None when the office never wrote one and no plan was begun."""
    query = select(TEMPLATES).order_by(TEMPLATES.c.version.desc()).limit(1)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _template(row)


async def find(connection: AsyncConnection, version: int) -> RolloutTemplate | None:
    """Return one version, None when there is none."""
    query = select(TEMPLATES).where(TEMPLATES.c.version == version)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _template(row)


async def listed(connection: AsyncConnection, window: Window) -> Sequence[RolloutTemplate]:
    """Return all versions, the first one first."""
    rows = await connection.execute(window.of(select(TEMPLATES), TEMPLATES.c.version))
    return [_template(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, template: RolloutTemplate) -> None:
    """Add a version; raises ChangedMeanwhile when somebody else has added it."""
    row = {"version": template.version, "phases": PHASES.dump_python(template.phases, mode="json")}
    result = await connection.execute(insert(TEMPLATES).values(**row).on_conflict_do_nothing())
    if result.rowcount != 1:
        raise ChangedMeanwhile


def _template(row: RowMapping) -> RolloutTemplate:
    return RolloutTemplate(version=row["version"], phases=PHASES.validate_python(row["phases"]))
