"""Remembers the organisations by name."""

from services.portal.domain.sort_key import sort_key
from services.portal.storage.tables import PARTNERS
from shared.contracts.registry import PartnerDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[PartnerDefined]) -> Row:
    partner = event.data
    return {"id": partner.id, "label": partner.label, "sort_key": sort_key(partner.label), "website": partner.website}


PARTNERS_LISTENER = state_listener((PartnerDefined,), PARTNERS, _row)
