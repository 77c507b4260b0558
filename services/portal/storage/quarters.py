"""Quarters and life phases as families see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.portal.domain.ages import Ages
from services.portal.storage.tables import LIFE_PHASES, NETWORKS

MOST_QUARTERS = 500
MOST_PHASES = 20


@dataclass(frozen=True, slots=True)
class Quarter:
    """A network; families know it by the name of the place."""

    id: str
    label: str
    name: str
    status: str
    languages: tuple[str, ...]
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A life phase; `number` is its place in the order, from 1."""

    key: str
    label: str
    ages: Ages
    number: int


async def all_quarters(connection: AsyncConnection) -> Sequence[Quarter]:
    """Return the quarters in the order of their names."""
    query = select(NETWORKS).order_by(NETWORKS.c.sort_key, NETWORKS.c.id).limit(MOST_QUARTERS)
    return [_quarter(row) for row in (await connection.execute(query)).mappings()]


async def find_quarter(connection: AsyncConnection, network: str) -> Quarter | None:
    """Return a quarter if the registry told of it."""
    found = await connection.execute(select(NETWORKS).where(NETWORKS.c.id == network))
    row = found.mappings().one_or_none()
    return _quarter(row) if row is not None else None


async def all_phases(connection: AsyncConnection) -> Sequence[Phase]:
    """Return the life phases, the youngest first."""
    query = select(LIFE_PHASES).order_by(LIFE_PHASES.c.place_in_order, LIFE_PHASES.c.key).limit(MOST_PHASES)
    rows = (await connection.execute(query)).mappings()
    return [
        Phase(row["key"], row["label"], Ages(row["min_months"], row["max_months"]), number)
        for number, row in enumerate(rows, start=1)
    ]


def _quarter(row: RowMapping) -> Quarter:
    return Quarter(
        id=row["id"],
        label=row["label"],
        name=row["short_label"],
        status=row["status"],
        languages=tuple(row["languages"]),
        latitude=row["latitude"],
        longitude=row["longitude"],
    )
