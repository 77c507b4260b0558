"""Remembers which organisations there are."""

from services.offers.storage.tables import KNOWN_PARTNERS
from shared.contracts.registry import PartnerDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[PartnerDefined]) -> Row:
    return {"id": event.data.id}


PARTNERS = state_listener((PartnerDefined,), KNOWN_PARTNERS, _row)
