"""Keeps the marks of offers, so that whoever types a similar one finds it at once."""

from collections.abc import Sequence

from services.offers.domain.double_structures.comparison import prepared
from services.offers.domain.double_structures.described_offer import described
from services.offers.domain.double_structures.marks import marks_of
from services.offers.domain.offer import Offer
from services.offers.domain.offer_status import Status
from services.offers.storage.double_structures import marks
from services.offers.storage.double_structures.marks import MarkedOffer
from shared.messaging.edge import Work


async def mark_offers(work: Work, offers: Sequence[Offer]) -> None:
    """Write the offers' marks; ended ones have none."""
    await marks.keep(work.connection, [_marked(offer) for offer in offers])


def _marked(offer: Offer) -> MarkedOffer:
    told = marks_of(prepared(described(offer.content))) if offer.status is not Status.ENDED else {}
    return MarkedOffer(offer=offer.id, version=offer.version, network=offer.content.network, marks=told)
