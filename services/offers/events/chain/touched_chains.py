"""Calls the chains that the registry's news touch; it comes after the listeners that remember the news."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.chain.children import ages_counted
from services.offers.storage.chain.tables import CHAIN_WAITING
from services.offers.storage.chain.waiting import ALL
from services.offers.storage.tables import KNOWN_NETWORKS
from shared.contracts.registry import AgreementChanged, IndicatorValuesDefined, LifePhaseDefined, NetworkDefined
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event

MOST_NEIGHBOURS = 1_000


def touched_chains(ring: Callable[[], None]) -> Listener:
    """Return the listener; `ring` is called after a commit that called some chain."""

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        named = {network for event in events for network in _networks(event.data)}
        defined = {event.data.id for event in events if isinstance(event.data, NetworkDefined)}
        rows = [
            {"network": network, "theme": ALL, "is_urgent": True}
            for network in sorted(named | await _neighbours(batch.connection, defined))
        ]
        if rows:
            await batch.connection.execute(insert(CHAIN_WAITING), rows)
            batch.after_commit.append(ring)

    return Listener(types=(NetworkDefined, LifePhaseDefined, AgreementChanged, IndicatorValuesDefined), apply=apply)


async def _neighbours(connection: AsyncConnection, networks: Collection[str]) -> set[str]:
    """Return the networks that share an area, and so its children, with one of these."""
    if not networks:
        return set()
    own = KNOWN_NETWORKS.alias()
    sharing = select(KNOWN_NETWORKS.c.id).join(own, KNOWN_NETWORKS.c.areas.overlap(own.c.areas))
    found = await connection.execute(
        sharing.where(own.c.id.in_(networks)).order_by(KNOWN_NETWORKS.c.id).limit(MOST_NEIGHBOURS)
    )
    return set(found.scalars())


def _networks(news: Any) -> tuple[str, ...]:
    """Return whose chains the news touch: one network's, all, or none."""
    if isinstance(news, NetworkDefined):
        return (news.id,)
    if isinstance(news, AgreementChanged):
        return (news.network,)
    if isinstance(news, IndicatorValuesDefined):
        return (ALL,) if ages_counted(news.indicator) is not None else ()
    return (ALL,)
