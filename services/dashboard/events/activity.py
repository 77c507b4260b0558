"""Writes what happened into the list that readers follow live: public events only, each once, also over a rebuild."""

from collections.abc import Callable, Sequence
from typing import Any

from services.dashboard.domain.activity import Kind
from services.dashboard.storage.activities import append, append_unnumbered
from shared.contracts.offers import OfferChanged, OfferPublished, OfferWithdrawn
from shared.contracts.registry import AnchorSiteDefined, MembershipChanged, NetworkDefined
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event

Facts = dict[str, Any]


def activity_listener(ring: Callable[[], None]) -> Listener:
    """Return the listener; `ring` is called after a commit that wrote something."""

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        rows = [_row(event) for event in events]
        if not await batch.is_live():
            await append_unnumbered(batch.connection, events[0].source, rows, slot=batch.slot)
        elif await append(batch.connection, events[0].source, rows, slot=batch.slot):
            batch.after_commit.append(ring)

    return Listener(types=tuple(_FACTS), apply=apply)


def _row(event: Event[Any]) -> Facts:
    placed = {"source_position": event.position, "event_id": event.id, "at": event.time}
    return {**placed, **_FACTS[type(event.data)](event)}


def _offer(kind: Kind) -> Callable[[Event[Any]], Facts]:
    def facts(event: Event[Any]) -> Facts:
        offer = event.data
        return {"kind": kind, "network": offer.network, "title": offer.title, "partner": offer.organisation}

    return facts


def _network(event: Event[NetworkDefined]) -> Facts:
    kind = Kind.NETWORK_FOUNDED if event.subject_version == 1 else Kind.NETWORK_CHANGED
    return {"kind": kind, "network": event.data.id, "title": event.data.label}


def _membership(event: Event[MembershipChanged]) -> Facts:
    kind = Kind.PARTNER_JOINED if event.data.left_on is None else Kind.PARTNER_LEFT
    return {"kind": kind, "network": event.data.network, "partner": event.data.partner}


def _anchor_site(event: Event[AnchorSiteDefined]) -> Facts:
    return {"kind": Kind.ANCHOR_SITE, "network": event.data.network, "title": event.data.label}


_FACTS: dict[type, Callable[[Event[Any]], Facts]] = {
    OfferPublished: _offer(Kind.OFFER_PUBLISHED),
    OfferChanged: _offer(Kind.OFFER_CHANGED),
    OfferWithdrawn: _offer(Kind.OFFER_WITHDRAWN),
    NetworkDefined: _network,
    MembershipChanged: _membership,
    AnchorSiteDefined: _anchor_site,
}
