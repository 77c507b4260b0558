"""Offers as ready JSON: a page of a search is put together from them, under the organisations that stand there now."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from uuid import UUID

import orjson

from services.offers.domain.search.catalogue import Found
from services.offers.storage.search import documents
from shared.messaging.edge import Edge

MOST_KEPT = 10_000

Read = Mapping[UUID, tuple[int, str]]
Item = tuple[str, UUID]
"""The JSON of an offer, and the organisation that it names."""


class Items:
    """Keeps the newest asked for; an offer in another version is another item."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, int], Item] = OrderedDict()

    async def of(self, edge: Edge, found: Sequence[Found], *, merged: Mapping[UUID, UUID]) -> list[str | None]:
        """Return the JSON of each; None for one that is not public any more since the search knew it."""
        keys = [(each.document.offer, each.document.version) for each in found]
        missing = [key[0] for key in keys if key not in self._kept]
        read: Read = {}
        if missing:
            async with edge.reading() as connection:
                read = await documents.shown(connection, missing)
        new = {offer: (item, _organisation(item)) for offer, (_, item) in read.items()}
        items = [self._item(key, new) for key in keys]
        for offer, (version, _) in read.items():
            self._kept[(offer, version)] = new[offer]
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return [_under(item, merged) if item is not None else None for item in items]

    def _item(self, key: tuple[UUID, int], new: Mapping[UUID, Item]) -> Item | None:
        """An offer that has changed since the search knew it is shown as it is now."""
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        return new.get(key[0])


def _organisation(item: str) -> UUID:
    return UUID(orjson.loads(item)["organisation"])


def _under(item: Item, merged: Mapping[UUID, UUID]) -> str:
    text, organisation = item
    now = merged.get(organisation, organisation)
    return text if now == organisation else orjson.dumps({**orjson.loads(text), "organisation": str(now)}).decode()
