"""Calls the chains that the registry's news touch; it comes after the listeners that remember the news."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import insert

from services.offers.domain.chain.children import ages_counted
from services.offers.storage.chain.tables import CHAIN_WAITING
from services.offers.storage.chain.waiting import ALL
from shared.contracts.registry import AgreementChanged, IndicatorValuesDefined, LifePhaseDefined, NetworkDefined
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event


def touched_chains(ring: Callable[[], None]) -> Listener:
    """Return the listener; `ring` is called after a commit that called some chain."""

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        rows = [
            {"network": network, "theme": ALL, "is_urgent": True}
            for event in events
            for network in _networks(event.data)
        ]
        if rows:
            await batch.connection.execute(insert(CHAIN_WAITING), rows)
            batch.after_commit.append(ring)

    return Listener(types=(NetworkDefined, LifePhaseDefined, AgreementChanged, IndicatorValuesDefined), apply=apply)


def _networks(news: Any) -> tuple[str, ...]:
    """Return whose chains the news touch: one network's, all, or none."""
    if isinstance(news, NetworkDefined):
        return (news.id,)
    if isinstance(news, AgreementChanged):
        return (news.network,)
    if isinstance(news, IndicatorValuesDefined):
        return (ALL,) if ages_counted(news.indicator) is not None else ()
    return (ALL,)
