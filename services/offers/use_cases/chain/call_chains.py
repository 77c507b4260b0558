"""Calls the chains that a changed offer touches; they are made anew right after the commit (keep_chains.py)."""

from collections.abc import Iterable

from services.offers.domain.chain.link import Link
from services.offers.domain.chain.link_of_offer import link_of
from services.offers.domain.offer import Offer
from services.offers.domain.offer_status import Status
from services.offers.storage.chain.waiting import call
from shared.messaging.edge import Work


async def call_chains(work: Work, changes: Iterable[tuple[Offer | None, Offer]]) -> None:
    """Call the chains in which offers, each as it was and as it is, were or are a link, if it is another link now."""
    await call(work.connection, {chain for before, after in changes for chain in _touched(before, after)})


def _touched(before: Offer | None, after: Offer) -> set[tuple[str, str]]:
    """Mere wording touches nothing."""
    was, is_now = _present(before), _present(after)
    if was == is_now:
        return set()
    return {(after.content.network, theme) for link in (was, is_now) if link is not None for theme in link.themes}


def _present(offer: Offer | None) -> Link | None:
    is_there = offer is not None and offer.status is Status.PUBLISHED
    return link_of(offer) if offer is not None and is_there else None
