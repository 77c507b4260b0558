"""Keeps the partners' names."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import PARTNERS as TABLE
from shared.contracts.registry import PartnerDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[PartnerDefined]) -> Row:
    partner = event.data
    return {
        "id": partner.id,
        "label": partner.label,
        "sort_key": sort_key(partner.label),
        "kind": partner.kind,
        "partner_type": partner.partner_type,
    }


PARTNERS = state_listener((PartnerDefined,), TABLE, _row)
