"""Chooses what a calendar or feed holds: what the same search finds, and what of it was called off lately."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.offers.domain.search.catalogue import Catalogue
from services.offers.domain.search.derivation import document_of
from services.offers.domain.search.wanted import Wanted
from services.offers.storage.changed_offers import ChangedOffer, find_called_off, find_changed, quarter_labels
from services.offers.storage.search.live import LiveCatalogue
from services.offers.use_cases.search.find_offers import Asked, Page
from shared.messaging.edge import Edge

KNOWN_FOR_DAYS = 30
"""So long an offer that has ended is told as called off."""
MOST_CALLED_OFF = 200


@dataclass(frozen=True)
class Chosen:
    """What was found, the last changed first; `is_cut` tells that there is more than a file shall hold."""

    offers: Sequence[ChangedOffer] = ()
    called_off: Sequence[ChangedOffer] = ()
    quarters: Sequence[str] = field(default_factory=list)
    is_cut: bool = False

    def all(self) -> list[ChangedOffer]:
        """Return everything, the last changed first."""
        return sorted((*self.offers, *self.called_off), key=lambda each: each.changed_at, reverse=True)


async def choose_offers(
    edge: Edge, live: LiveCatalogue, *, text: str, wanted: Wanted, most: int, looked_at: int
) -> Chosen:
    """Return what holds for the filters: of the first `looked_at` that a search finds the `most` that changed last.

    A program that asks every few hours is nobody who looks in vain: nothing is counted as missed.
    """
    now = edge.clock()
    asked = await Asked.of(live, text, wanted)
    answer = asked.answer(Page(looked_at, with_facets=False), now=now)
    ids = [each.document.offer for each in answer.found[:looked_at]]
    networks = asked.question.wanted.networks
    async with edge.reading() as connection:
        found = await find_changed(connection, ids, most=most) if ids else []
        called_off = await find_called_off(
            connection,
            networks=[*networks, *([live.city_wide] if networks and live.city_wide else [])],
            ended_since=now - timedelta(days=KNOWN_FOR_DAYS),
            most=MOST_CALLED_OFF,
        )
        quarters = await quarter_labels(connection, networks)
    public = [each for each in found if not each.offer.is_hidden]
    return Chosen(public, _matching(called_off, asked, now), quarters, is_cut=answer.total > len(found))


def _matching(offers: Sequence[ChangedOffer], asked: Asked, now: datetime) -> list[ChangedOffer]:
    """Return those that the search would find if they took place."""
    catalogue = Catalogue(city_wide=asked.known.catalogue.city_wide)
    for each in offers:
        catalogue.put(document_of(each.offer, now=now, changed_at=each.changed_at))
    answer = asked.answer(Page(len(offers), with_facets=False), now=now, catalogue=catalogue)
    found = {each.document.offer for each in answer.found}
    return [each for each in offers if each.offer.id in found]
