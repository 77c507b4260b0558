"""Reads an offer as a link of the chain."""

from collections.abc import Iterable
from uuid import UUID

from services.offers.domain.chain.axis import on_axis
from services.offers.domain.chain.link import Link
from services.offers.domain.offer import Offer
from services.offers.domain.terms import BridgeEnd, BridgeLink


def link_of(offer: Offer) -> Link | None:
    """Return the link that the offer is, published or not; None if it lies outside the axis or has no theme."""
    content = offer.content
    span = on_axis(content.ages)
    if span is None or not content.themes:
        return None
    return Link(
        offer=offer.id,
        span=span,
        themes=frozenset(content.themes),
        languages=frozenset(content.languages),
        is_bridge=content.bridge,
        leads_from=_phases(content.bridges, BridgeEnd.FROM),
        leads_to=_phases(content.bridges, BridgeEnd.TO),
        from_offers=_offers(content.bridges, BridgeEnd.FROM),
        to_offers=_offers(content.bridges, BridgeEnd.TO),
        funding=content.funding.source if content.funding is not None else None,
        funded_until=content.funding_ends_on,
    )


def _phases(bridges: Iterable[BridgeLink], end: BridgeEnd) -> frozenset[str]:
    return frozenset(bridge.phase for bridge in bridges if bridge.end is end and bridge.phase is not None)


def _offers(bridges: Iterable[BridgeLink], end: BridgeEnd) -> frozenset[UUID]:
    return frozenset(bridge.offer for bridge in bridges if bridge.end is end and bridge.offer is not None)
