"""How far everything is that family pages are made of: the catalogue, and what the registry told the portal."""

from collections.abc import Awaitable, Callable, Hashable

from sqlalchemy.exc import SQLAlchemyError

from services.portal.neighbours.catalogue import Catalogue
from services.portal.neighbours.refusals import CatalogueAway
from services.portal.storage.heard import read_heard
from shared.hosting.running import Running
from shared.identity.refusals import NotVisible


def standing_of(catalogue: Catalogue, running: Running) -> Callable[[], Awaitable[Hashable | None]]:
    """Return the question; None answers it where a part can't be asked, and each page then tells of it by itself."""

    async def ask() -> Hashable | None:
        slot = running.slots.live.slot
        try:
            async with running.slots.reading() as connection:
                heard = await read_heard(connection, slot)
            return await catalogue.standing(), heard
        except (CatalogueAway, NotVisible, SQLAlchemyError, OSError):
            return None

    return ask
