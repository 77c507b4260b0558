"""Offers as ready JSON, so that a list that is asked for a thousand times is not made a thousand times."""

from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from services.offers.api.schemas import view_of
from services.offers.domain.offer import Offer, Status
from services.offers.domain.search.catalogue import Found
from services.offers.storage import offers
from shared.messaging.edge import Edge

MOST_KEPT = 20_000


class Items:
    """The newest asked for; an offer in another version is another item."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, int], bytes] = OrderedDict()

    async def of(self, edge: Edge, found: Sequence[Found]) -> list[bytes | None]:
        """Return the JSON of each; None for one that is not public any more since the search knew it."""
        missing = [
            each.document.offer for each in found if (each.document.offer, each.document.version) not in self._kept
        ]
        read: dict[UUID, Offer] = {}
        if missing:
            async with edge.reading() as connection:
                read = {offer.id: offer for offer in await offers.find_all(connection, missing)}
        return [self._json(each, read) for each in found]

    def _json(self, found: Found, read: dict[UUID, Offer]) -> bytes | None:
        key = (found.document.offer, found.document.version)
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        offer = read.get(found.document.offer)
        if offer is None or offer.status is not Status.PUBLISHED:
            return None
        made = view_of(offer).model_dump_json().encode()
        self._kept[(offer.id, offer.version)] = made
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return made
