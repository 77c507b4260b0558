"""Where offers are shown to people: what calendars and feeds name as an offer's page, and who tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.offers.settings import OffersSettings
from shared.hosting.running import RunningService

TITLE = "Angebote für Familien"


@dataclass(frozen=True)
class Outside:
    """The portal's address, or without one the catalogue's own."""

    home: str
    pages: str
    catalogue: str

    def page_of(self, offer: UUID) -> str:
        """Return an offer's page."""
        return f"{self.pages}/{offer}"


def title_of(quarters: Sequence[str]) -> str:
    """Return how a calendar or feed is called."""
    return f"{TITLE}: {', '.join(quarters)}" if quarters else TITLE


async def _outside(running: RunningService) -> Outside:
    settings = running.settings
    assert isinstance(settings, OffersSettings)
    catalogue = settings.public_url.rstrip("/")
    portal = settings.portal_url
    if portal is None:
        return Outside(catalogue, f"{catalogue}/offers", catalogue)
    return Outside(portal.rstrip("/"), f"{portal.rstrip('/')}/angebot", catalogue)


OutsideOf = Annotated[Outside, Depends(_outside)]
"""A route's parameter type: the addresses that people are given."""
