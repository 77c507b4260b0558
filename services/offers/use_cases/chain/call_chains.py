"""Calls the chains that a changed offer touches; they are made anew right after the commit (keep_chains.py)."""

from collections.abc import Iterable

from services.offers.domain.chain.axis import Span
from services.offers.domain.chain.link import Link
from services.offers.domain.chain.link_of_offer import link_of
from services.offers.domain.offer import Offer
from services.offers.domain.offer_status import Status
from services.offers.storage.chain.links import chains_naming
from services.offers.storage.chain.waiting import call
from shared.messaging.edge import Work


async def call_chains(work: Work, changes: Iterable[tuple[Offer | None, Offer]]) -> None:
    """Call the chains in which offers, each as it was and as it is, were or are a link, if it is another link now.

    Chains of bridges that name an offer are called too when it comes, goes or is for other ages.
    """
    steps = list(changes)
    touched = {chain for before, after in steps for chain in _touched(before, after)}
    moved = {after.id for before, after in steps if _span(before) != _span(after)}
    if moved:
        touched |= await chains_naming(work.connection, moved)
    await call(work.connection, touched)


def _touched(before: Offer | None, after: Offer) -> set[tuple[str, str]]:
    """Mere wording touches nothing."""
    was, is_now = _present(before), _present(after)
    if was == is_now:
        return set()
    return {(after.content.network, theme) for link in (was, is_now) if link is not None for theme in link.themes}


def _span(offer: Offer | None) -> Span | None:
    return link.span if (link := _present(offer)) is not None else None


def _present(offer: Offer | None) -> Link | None:
    is_there = offer is not None and offer.status is Status.PUBLISHED
    return link_of(offer) if offer is not None and is_there else None
