"""Which offers somebody finds in lists: the published ones, and all of those whom they may change."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_, true

from services.offers.domain.offer_status import Status
from services.offers.storage.tables import OFFERS


@dataclass(frozen=True)
class Sight:
    """Whose drafts and ended offers are seen: all, those of some networks, those of some organisations."""

    everything: bool = False
    networks: Collection[str] = ()
    organisations: Collection[UUID] = ()

    def condition(self) -> ColumnElement[bool]:
        """Return the condition on a row of offers."""
        if self.everything:
            return true()
        offer = OFFERS.c
        return or_(
            offer.status == Status.PUBLISHED.value,
            offer.network.in_(self.networks),
            offer.organisation.in_(self.organisations),
        )


STRANGER = Sight()
