"""The repository of networks and of the areas they belong to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping, Text, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by, array
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.network import Goal, Network, NetworkStatus
from services.registry.domain.sort_key import sort_key
from services.registry.storage.keyset import Window
from services.registry.storage.tables import NETWORK_AREAS, NETWORKS
from services.registry.storage.versioned import write

_AREAS = (
    select(
        func.coalesce(
            func.array_agg(aggregate_order_by(NETWORK_AREAS.c.area, NETWORK_AREAS.c.place)),
            cast(array([], type_=Text), ARRAY(Text)),
        )
    )
    .where(NETWORK_AREAS.c.network == NETWORKS.c.id)
    .correlate(NETWORKS)
    .scalar_subquery()
    .label("areas")
)
_NETWORKS = select(NETWORKS, _AREAS)


async def find(connection: AsyncConnection, network_id: str) -> Network | None:
    """Return a network, None when there is none."""
    row = (await connection.execute(_NETWORKS.where(NETWORKS.c.id == network_id))).mappings().one_or_none()
    return None if row is None else _network(row)


async def known(connection: AsyncConnection, ids: Collection[str]) -> frozenset[str]:
    """Return those of the ids that are registered."""
    return frozenset((await connection.execute(select(NETWORKS.c.id).where(NETWORKS.c.id.in_(ids)))).scalars())


async def listed(connection: AsyncConnection, window: Window) -> Sequence[Network]:
    """Return networks by name."""
    rows = await connection.execute(window.of(_NETWORKS, NETWORKS.c.sort_key, NETWORKS.c.id))
    return [_network(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, network: Network) -> None:
    """Write a new version with its areas, in their order; raises ChangedMeanwhile."""
    row = asdict(network)
    places = [{"network": network.id, "area": area, "place": n} for n, area in enumerate(row.pop("areas"))]
    lists = {
        "languages": list(network.languages),
        "principles": _list(network.principles),
        "goals": _list(row["goals"]),
    }
    await write(connection, NETWORKS, {**row, **lists, "sort_key": sort_key(network.label)})
    await connection.execute(NETWORK_AREAS.delete().where(NETWORK_AREAS.c.network == network.id))
    if places:
        await connection.execute(NETWORK_AREAS.insert().values(places))


def _network(row: RowMapping) -> Network:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    goals, principles = row["goals"], row["principles"]
    words = {
        "status": NetworkStatus(row["status"]),
        "areas": tuple(row["areas"]),
        "languages": tuple(row["languages"]),
        "principles": None if principles is None else tuple(principles),
        "goals": None if goals is None else tuple(Goal(**goal) for goal in goals),
    }
    return Network(**{**fields, **words})


def _list(values: Iterable[Any] | None) -> list[Any] | None:
    return None if values is None else list(values)
