"""The repository of life phases."""

from collections.abc import Collection, Sequence

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.life_phase import Ages, LifePhase
from services.registry.storage.keyset import Window
from services.registry.storage.tables import LIFE_PHASES
from services.registry.storage.versioned import write


async def find(connection: AsyncConnection, key: str) -> LifePhase | None:
    """Return a life phase, None when there is none."""
    row = (await connection.execute(select(LIFE_PHASES).where(LIFE_PHASES.c.key == key))).mappings().one_or_none()
    return None if row is None else _life_phase(row)


async def known(connection: AsyncConnection, keys: Collection[str]) -> frozenset[str]:
    """Return those of the keys that are registered."""
    return frozenset((await connection.execute(select(LIFE_PHASES.c.key).where(LIFE_PHASES.c.key.in_(keys)))).scalars())


async def listed(connection: AsyncConnection, window: Window) -> Sequence[LifePhase]:
    """Return life phases in their order."""
    query = window.of(select(LIFE_PHASES), LIFE_PHASES.c.order, LIFE_PHASES.c.key)
    return [_life_phase(row) for row in (await connection.execute(query)).mappings()]


async def save(connection: AsyncConnection, phase: LifePhase) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    row = {
        "key": phase.key,
        "version": phase.version,
        "label": phase.label,
        "min_months": phase.ages.min_months,
        "max_months": phase.ages.max_months,
        "order": phase.order,
    }
    await write(connection, LIFE_PHASES, row)


def _life_phase(row: RowMapping) -> LifePhase:
    return LifePhase(
        key=row["key"],
        version=row["version"],
        label=row["label"],
        ages=Ages(row["min_months"], row["max_months"]),
        order=row["order"],
    )
