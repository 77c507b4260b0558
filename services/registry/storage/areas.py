"""The repository of action areas."""

from collections.abc import Collection, Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, RowMapping, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.area import Area, AreaKind
from services.registry.domain.sort_key import sort_key
from services.registry.storage.keyset import Window
from services.registry.storage.tables import AREAS
from services.registry.storage.versioned import write


def on_list_in(year: int) -> ColumnElement[bool]:
    """Return the condition that an area is on the council's list in a year; its last year counts."""
    return and_(AREAS.c.valid_from <= year, or_(AREAS.c.valid_to.is_(None), AREAS.c.valid_to >= year))


async def find(connection: AsyncConnection, area_id: str) -> Area | None:
    """Return an area, None when there is none."""
    row = (await connection.execute(select(AREAS).where(AREAS.c.id == area_id))).mappings().one_or_none()
    return None if row is None else _area(row)


async def known(connection: AsyncConnection, ids: Collection[str]) -> frozenset[str]:
    """Return those of the ids that are registered."""
    return frozenset((await connection.execute(select(AREAS.c.id).where(AREAS.c.id.in_(ids)))).scalars())


async def listed(connection: AsyncConnection, window: Window, *, year: int | None = None) -> Sequence[Area]:
    """Return areas by name; with a year only those on the council's list in it."""
    query = select(AREAS)
    if year is not None:
        query = query.where(on_list_in(year))
    rows = await connection.execute(window.of(query, AREAS.c.sort_key, AREAS.c.id))
    return [_area(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, area: Area) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, AREAS, {**asdict(area), "sort_key": sort_key(area.label)})


def _area(row: RowMapping) -> Area:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    return Area(**{**fields, "kind": AreaKind(row["kind"])})
