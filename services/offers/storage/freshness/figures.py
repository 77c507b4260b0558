"""How fresh networks are: counted over the published offers, and as it was last told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer_status import Status
from services.offers.storage.freshness.due import DUE_ON, with_kinds
from services.offers.storage.tables import NETWORK_FRESHNESS, OFFERS

MOST_NETWORKS = 10_000


@dataclass(frozen=True, slots=True)
class Freshness:
    """A network's published offers and how many of them were confirmed in time."""

    network: str
    published: int
    fresh: int

    @property
    def overdue(self) -> int:
        """Return how many were not confirmed in time."""
        return self.published - self.fresh


async def count(connection: AsyncConnection, today: date, *, network: str | None = None) -> Mapping[str, Freshness]:
    """Return the figures of all networks that have published offers, or of one."""
    fresh = func.count().filter(today < DUE_ON)
    query = (
        select(OFFERS.c.network, func.count().label("published"), fresh.label("fresh"))
        .select_from(with_kinds())
        .where(OFFERS.c.status == Status.PUBLISHED.value)
        .group_by(OFFERS.c.network)
        .order_by(OFFERS.c.network)
        .limit(MOST_NETWORKS)
    )
    if network is not None:
        query = query.where(OFFERS.c.network == network)
    return {row.network: Freshness(row.network, row.published, row.fresh) for row in await connection.execute(query)}


async def told(connection: AsyncConnection) -> Mapping[str, tuple[Freshness, int]]:
    """Return what was last told of each network, with its version; locked, so that nobody tells beside."""
    rows = await connection.execute(
        select(NETWORK_FRESHNESS).order_by(NETWORK_FRESHNESS.c.network).limit(MOST_NETWORKS).with_for_update()
    )
    return {row.network: (Freshness(row.network, row.published, row.fresh), row.version) for row in rows}


async def keep(connection: AsyncConnection, figures: Sequence[tuple[Freshness, int]]) -> None:
    """Write what is told now."""
    rows = [
        {
            "network": one.network,
            "version": version,
            "published": one.published,
            "fresh": one.fresh,
            "overdue": one.overdue,
        }
        for one, version in figures
    ]
    statement = insert(NETWORK_FRESHNESS).values(rows)
    replaced = {name: statement.excluded[name] for name in ("version", "published", "fresh", "overdue")}
    await connection.execute(statement.on_conflict_do_update(index_elements=["network"], set_=replaced))
