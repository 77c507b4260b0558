"""Remembers which organisations there are, and what everybody may know of them."""

from services.offers.storage.tables import KNOWN_PARTNERS
from shared.contracts.registry import PartnerDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[PartnerDefined]) -> Row:
    partner = event.data
    return {
        "id": partner.id,
        "label": partner.label,
        "kind": partner.kind.value,
        "partner_type": partner.partner_type,
        "parent": partner.parent,
        "description": partner.description,
        "website": partner.website,
        "address": partner.address.model_dump() if partner.address else None,
        "identifiers": [each.model_dump() for each in partner.identifiers or ()],
    }


PARTNERS = state_listener((PartnerDefined,), KNOWN_PARTNERS, _row)
