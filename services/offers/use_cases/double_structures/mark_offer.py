"""Keeps an offer's marks, so that whoever types a similar one finds it at once."""

from services.offers.domain.double_structures.comparison import prepared
from services.offers.domain.double_structures.described_offer import described
from services.offers.domain.double_structures.marks import marks_of
from services.offers.domain.offer import Offer
from services.offers.domain.offer_status import Status
from services.offers.storage.double_structures import marks
from shared.messaging.edge import Work


async def mark_offer(work: Work, offer: Offer) -> None:
    """Write the offer's marks; an ended one has none."""
    told = marks_of(prepared(described(offer.content))) if offer.status is not Status.ENDED else {}
    await marks.keep(work.connection, offer.id, told, network=offer.content.network, version=offer.version)
