"""The repository of networks and of the areas they belong to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, Text, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by, array
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.network import Goal, Network, NetworkStatus
from services.registry.domain.sort_key import sort_key
from services.registry.storage.areas import on_list_in
from services.registry.storage.kept_versions import KeptVersions, versions_table
from services.registry.storage.keyset import Window
from services.registry.storage.tables import AREAS, NETWORK_AREAS, NETWORKS
from services.registry.storage.versioned import write

NETWORK_HISTORY = versions_table("network_versions", key=Text)
NETWORK_VERSIONS = KeptVersions(NETWORK_HISTORY, Network)


def _with_areas(*, year: int | None = None) -> Select[Any]:
    """Networks, each with its areas in their order; with a year only those of them that were on the list in it."""
    areas = select(
        func.coalesce(
            func.array_agg(aggregate_order_by(NETWORK_AREAS.c.area, NETWORK_AREAS.c.place)),
            cast(array([], type_=Text), ARRAY(Text)),
        )
    ).where(NETWORK_AREAS.c.network == NETWORKS.c.id)
    if year is not None:
        areas = areas.join(AREAS, AREAS.c.id == NETWORK_AREAS.c.area).where(on_list_in(year))
    return select(NETWORKS, areas.correlate(NETWORKS).scalar_subquery().label("areas"))


async def find(connection: AsyncConnection, network_id: str) -> Network | None:
    """Return a network, None when there is none."""
    row = (await connection.execute(_with_areas().where(NETWORKS.c.id == network_id))).mappings().one_or_none()
    return None if row is None else _network(row)


async def known(connection: AsyncConnection, ids: Collection[str]) -> frozenset[str]:
    """Return those of the ids that are registered."""
    return frozenset((await connection.execute(select(NETWORKS.c.id).where(NETWORKS.c.id.in_(ids)))).scalars())


async def listed(connection: AsyncConnection, window: Window, *, year: int | None = None) -> Sequence[Network]:
    """Return networks by name; with a year only those begun by its end, each with the areas that were on the list in it."""
    query = _with_areas(year=year)
    if year is not None:
        query = query.where(NETWORKS.c.since < date(year + 1, 1, 1))
    rows = await connection.execute(window.of(query, NETWORKS.c.sort_key, NETWORKS.c.id))
    return [_network(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, network: Network, *, at: datetime) -> None:
    """Write a new version with its areas, in their order, and keep it for ever; raises ChangedMeanwhile."""
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
    await NETWORK_VERSIONS.keep(connection, network.id, network, at=at)


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
