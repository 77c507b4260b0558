"""The repository of givers."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.wishes.giver import Gift, Giver, GiverKind, GiverState
from services.registry.domain.wishes.wish import Theme
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write
from services.registry.storage.wishes.tables import GIVERS


async def find(connection: AsyncConnection, giver_id: UUID) -> Giver | None:
    """Return a giver, None when there is none."""
    row = (await connection.execute(select(GIVERS).where(GIVERS.c.id == giver_id))).mappings().one_or_none()
    return None if row is None else _giver(row)


async def listed(
    connection: AsyncConnection, window: Window, *, network: str, state: GiverState | None = None
) -> Sequence[Giver]:
    """Return a network's givers in the order of their ids; with a state only those."""
    query = select(GIVERS).where(GIVERS.c.network == network)
    if state is not None:
        query = query.where(GIVERS.c.state == state)
    return [_giver(row) for row in (await connection.execute(window.of(query, GIVERS.c.id))).mappings()]


async def save(connection: AsyncConnection, giver: Giver) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, GIVERS, {**asdict(giver), "phases": list(giver.phases)})


def _giver(row: RowMapping) -> Giver:
    words = {
        "kind": GiverKind(row["kind"]),
        "gift": Gift(row["gift"]),
        "theme": Theme(row["theme"]),
        "state": GiverState(row["state"]),
        "phases": tuple(row["phases"]),
    }
    return Giver(**{**row, **words})
