"""Offers as ready JSON: a page of a search is put together from them."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from uuid import UUID

from services.offers.domain.search.catalogue import Found
from services.offers.storage.search import documents
from shared.messaging.edge import Edge

MOST_KEPT = 10_000

Read = Mapping[UUID, tuple[int, str]]


class Items:
    """Keeps the newest asked for; an offer in another version is another item."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, int], str] = OrderedDict()

    async def of(self, edge: Edge, found: Sequence[Found]) -> list[str | None]:
        """Return the JSON of each; None for one that is not public any more since the search knew it."""
        keys = [(each.document.offer, each.document.version) for each in found]
        missing = [key[0] for key in keys if key not in self._kept]
        read: Read = {}
        if missing:
            async with edge.reading() as connection:
                read = await documents.shown(connection, missing)
        items = [self._item(key, read) for key in keys]
        for offer, (version, item) in read.items():
            self._kept[(offer, version)] = item
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return items

    def _item(self, key: tuple[UUID, int], read: Read) -> str | None:
        """An offer that has changed since the search knew it is shown as it is now."""
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        _, item = read.get(key[0], (0, None))
        return item
